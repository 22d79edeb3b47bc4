package io.peergrid.demo;

import io.peergrid.GridEvent;
import io.peergrid.GridMember;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one member saw happen, as a line for people. Members see the same thing and tell it each; the key says that it
 * is the same.
 *
 * @param micros when, in microseconds since 1970
 * @param text without tabs; of a {@link Kind#MOVE} the number of slots, a space, and the member they moved to
 */
record Tale(long micros, Kind kind, String key, String text) {
    static final Pattern MEMBER = Pattern.compile("\\bn\\d{1,4}\\b");
    private static final String MARK = "event";

    /** How a tale is told. Of what happened in the same millisecond, earlier kinds come first. */
    enum Kind {
        SIGNAL,
        /** The key names who suspects whom; told once until {@link #TRUST}. */
        SUSPICION,
        TRUST,
        /** The key names the dead. */
        DEATH,
        CANDIDACY,
        VOTE,
        ELECTION,
        /** The key begins with the epoch. */
        PROPOSAL,
        /** Of a proposal that was told; the key begins with the epoch. */
        DELAY,
        CONFIGURATION,
        /** Told if it lasts; the key begins with the member. */
        LEASE_LOST,
        LEASE_REGAINED,
        LINE,
        /** The key begins with the member. */
        LEFT,
        /** A step of a planned move; told in sum. */
        MOVE,
        /** Copies are missing; told once until {@link #WHOLE}. */
        SHORT,
        WHOLE,
        /** Not told. Only copies change hands, or an observer comes or goes: one of many. */
        STEP
    }

    /** @param teller name of the member that saw it */
    static Tale of(GridEvent event, String teller) {
        if (event instanceof GridEvent.Moved moved) {
            return new Tale(
                    microsOf(event.at()),
                    Kind.MOVE,
                    moved.epoch() + " " + moved.from().name() + " " + moved.to().name(),
                    moved.slots().count() + " " + moved.to().name());
        } else if (event instanceof GridEvent.SlotsShortOfCopies slots) {
            String text = number(slots.slots()) + " slots are short of copies";
            return new Tale(microsOf(event.at()), Kind.SHORT, "short " + slots.epoch(), text);
        } else if (event instanceof GridEvent.CopiesComplete complete) {
            String text = complete.copiesWanted() == 1
                    ? "all slots have a copy, none has a spare"
                    : "all slots have " + complete.copiesWanted() + " copies again";
            return new Tale(microsOf(event.at()), Kind.WHOLE, "whole " + complete.epoch(), text);
        }
        String text = text(event, teller).replace('\t', ' ');
        return new Tale(microsOf(event.at()), kind(event), key(event, text), text);
    }

    private static Kind kind(GridEvent event) {
        if (event instanceof GridEvent.Suspected suspected) {
            return isMember(suspected.by()) ? Kind.SUSPICION : Kind.STEP;
        } else if (event instanceof GridEvent.Trusted trusted) {
            return isMember(trusted.by()) ? Kind.TRUST : Kind.STEP;
        } else if (event instanceof GridEvent.FoundDead) {
            return Kind.DEATH;
        } else if (event instanceof GridEvent.VoteStarted) {
            return Kind.CANDIDACY;
        } else if (event instanceof GridEvent.Voted voted) {
            boolean other = !voted.voter().equals(voted.candidate());
            return other && isMember(voted.voter()) ? Kind.VOTE : Kind.STEP;
        } else if (event instanceof GridEvent.LeaderElected) {
            return Kind.ELECTION;
        } else if (event instanceof GridEvent.Proposed proposed) {
            return aboutMembers(proposed.changes()) ? Kind.PROPOSAL : Kind.STEP;
        } else if (event instanceof GridEvent.HeldBack) {
            return Kind.DELAY;
        } else if (event instanceof GridEvent.ConfigurationInstalled installed) {
            return aboutMembers(installed.changes()) ? Kind.CONFIGURATION : Kind.STEP;
        }
        return dataKind(event);
    }

    private static Kind dataKind(GridEvent event) {
        if (event instanceof GridEvent.Joined joined) {
            return isMember(joined.member()) ? Kind.LINE : Kind.STEP;
        } else if (event instanceof GridEvent.Left left) {
            // Of a dead member, the proposal said it.
            return isMember(left.member()) && left.orderly() ? Kind.LEFT : Kind.STEP;
        } else if (event instanceof GridEvent.LeaseLost) {
            return Kind.LEASE_LOST;
        } else if (event instanceof GridEvent.LeaseRegained) {
            return Kind.LEASE_REGAINED;
        }
        // That a leader is lost shows in who asks for votes; copies and moves are told in sum.
        boolean step = event instanceof GridEvent.LeaderLost
                || event instanceof GridEvent.CopyStarted
                || event instanceof GridEvent.CopyFinished
                || event instanceof GridEvent.Serving;
        return step ? Kind.STEP : Kind.LINE;
    }

    /** Observers, such as this shell, come and go without a difference to anybody. */
    private static boolean isMember(GridMember member) {
        return MEMBER.matcher(member.name()).matches();
    }

    private static boolean aboutMembers(List<String> changes) {
        return changes.stream().anyMatch(change -> MEMBER.matcher(change).find());
    }

    static long microsOf(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    Instant at() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The same whoever tells it, although one may know more than another. */
    private static String key(GridEvent event, String text) {
        if (event instanceof GridEvent.FoundDead dead) {
            return dead.member().name() + " dead";
        } else if (event instanceof GridEvent.LeaderElected elected) {
            return "elected " + elected.term();
        } else if (event instanceof GridEvent.ConfigurationInstalled installed) {
            return "installed " + installed.epoch();
        } else if (event instanceof GridEvent.Suspected suspected) {
            return pair(suspected.by(), suspected.member()) + " " + event.at();
        } else if (event instanceof GridEvent.Trusted trusted) {
            return pair(trusted.by(), trusted.member()) + " " + event.at() + " again";
        } else if (event instanceof GridEvent.Proposed proposed) {
            return proposed.epoch() + " proposed";
        } else if (event instanceof GridEvent.HeldBack held) {
            return held.epoch() + " held back by " + held.by().name();
        } else if (event instanceof GridEvent.LeaseLost || event instanceof GridEvent.LeaseRegained) {
            return text + " " + event.at();
        }
        return text;
    }

    private static String text(GridEvent event, String teller) {
        if (event instanceof GridEvent.Suspected suspected) {
            return suspected.by().name() + " suspects " + suspected.member().name() + ": " + suspected.reason();
        } else if (event instanceof GridEvent.Trusted trusted) {
            return trusted.by().name() + " hears " + trusted.member().name() + " again";
        } else if (event instanceof GridEvent.FoundDead dead) {
            return dead.member().name() + " found dead by " + names(dead.reporters())
                    + (dead.proven() ? "; proof: its process has ended" : "; no proof, so its lease has to end");
        } else if (event instanceof GridEvent.VoteStarted vote) {
            return vote.candidate().name() + " asks for votes in term " + vote.term() + ": " + vote.reason();
        } else if (event instanceof GridEvent.Voted voted) {
            return voted.voter().name() + " votes for " + voted.candidate().name() + " in term " + voted.term();
        } else if (event instanceof GridEvent.LeaderElected elected) {
            return elected.leader().name() + " elected leader of term " + elected.term()
                    + (elected.voters().isEmpty() ? "" : " by " + names(elected.voters()));
        } else if (event instanceof GridEvent.LeaderLost lost) {
            return lost.leader().name() + " leads no more: " + lost.reason();
        } else if (event instanceof GridEvent.Proposed proposed) {
            return proposed.leader().name() + " proposes epoch " + proposed.epoch()
                    + (proposed.again() ? " again: " : ": ") + String.join(", ", proposed.changes());
        } else if (event instanceof GridEvent.HeldBack held) {
            return "epoch " + held.epoch() + " waits at " + held.by().name() + " for the lease of "
                    + held.waitingFor().name() + " to end";
        } else if (event instanceof GridEvent.ConfigurationInstalled installed) {
            return "epoch " + installed.epoch() + " in force";
        }
        return dataText(event, teller);
    }

    private static String dataText(GridEvent event, String teller) {
        if (event instanceof GridEvent.Promoted promoted) {
            return promoted.to().name() + " promoted for "
                    + number(promoted.slots().count()) + " slots" + of(promoted.from());
        } else if (event instanceof GridEvent.Joined joined) {
            return joined.member().name() + " joined, epoch " + joined.epoch();
        } else if (event instanceof GridEvent.Left left) {
            return left.member().name() + (left.orderly() ? " left in order" : " removed") + ", epoch " + left.epoch();
        } else if (event instanceof GridEvent.SlotsOffline offline) {
            return number(offline.slots().count()) + " slots are offline: no live member holds them";
        } else if (event instanceof GridEvent.SlotsLost lost) {
            return number(lost.slots().count()) + " slots lost their data with their last holder";
        } else if (event instanceof GridEvent.LeaseLost lost) {
            return teller + " lost its lease: " + lost.reason();
        } else if (event instanceof GridEvent.LeaseRegained) {
            return teller + " has its lease again";
        } else if (event instanceof GridEvent.Paused paused) {
            return teller + " stood still for " + number(paused.length().toMillis()) + " ms";
        }
        return event.text();
    }

    private static String pair(GridMember by, GridMember of) {
        return by.name() + ">" + of.name();
    }

    /** The first word of the key, which tales of the same matter share. */
    String matter() {
        return key.substring(0, key.indexOf(' '));
    }

    private static String of(@Nullable GridMember member) {
        return member == null ? "" : " of " + member.name();
    }

    private static String names(List<GridMember> members) {
        return String.join(", ", members.stream().map(GridMember::name).sorted().toList());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For the pipe to the parent: one line. */
    String encode() {
        return String.join("\t", MARK, Long.toString(micros), kind.name(), key, text);
    }

    /** The tale on a line of output, or null if it is something else. */
    static @Nullable Tale decode(String line) {
        String[] fields = line.split("\t", 5);
        return fields.length == 5 && fields[0].equals(MARK)
                ? new Tale(Long.parseLong(fields[1]), Kind.valueOf(fields[2]), fields[3], fields[4])
                : null;
    }
}
