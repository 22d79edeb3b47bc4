package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Found;
import io.peergrid.membership.MembershipMessage.FoundAbort;
import io.peergrid.membership.MembershipMessage.FoundAnswer;
import io.peergrid.membership.MembershipMessage.Join;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the first configuration comes into being (protocol 2.12): the lowest of {@code expectedMembers} members proposes
 * a fixed set, every one of them must agree, and each agrees to one founding at a time. Only its proposer can declare it
 * done or take it back; if the proposer is gone, all the others together can renounce it.
 */
final class Founding<B> {
    private final Surroundings<B> around;
    private final Map<MemberId, Seen> seen = new TreeMap<>();
    private final Set<MemberId> agreements = new TreeSet<>();
    private final Set<MemberId> renouncers = new TreeSet<>();
    private boolean allowed;
    private @Nullable Found agreed;
    private boolean renounced;
    private long proposerHeardNanos;
    private long proposedNanos;
    private boolean waiting;
    private long waitingSinceNanos;

    private record Seen(Join join, long atNanos) {}

    Founding(Surroundings<B> around) {
        this.around = around;
        this.allowed = around.settings.mayFound();
    }

    void allow() {
        allowed = true;
    }

    /** The founding this member agreed to, or null. */
    @Nullable
    MemberId agreedTo() {
        return agreed == null ? null : agreed.clusterId();
    }

    boolean hasRenounced() {
        return renounced;
    }

    /** Another member without a configuration says hello. */
    void heard(Join join, long nowNanos) {
        seen.put(join.member().id(), new Seen(join, nowNanos));
        Found now = agreed;
        if (now == null) {
            return;
        }
        if (join.member().id().equals(proposer(now))) {
            proposerHeardNanos = nowNanos;
        }
        if (join.renounced() && now.clusterId().equals(join.founding())) {
            renouncers.add(join.member().id());
        }
    }

    private static MemberId proposer(Found found) {
        return found.members().get(0).id();
    }

    /** Moves the founding on; returns the first configuration once it may be installed. */
    @Nullable
    Configuration<B> poll(long nowNanos) {
        int expected = around.settings.expectedMembers();
        if (!allowed
                || around.presented().observer()
                || (expected == 1 && !around.presented().data())) {
            return null;
        }
        if (expected == 1) {
            return allOthersAreNewToo(nowNanos) || waitedForAnswers(nowNanos)
                    ? found(new Found(drawId(), List.of(around.presented().withVoter(true))))
                    : null;
        }
        Found now = agreed;
        if (now == null) {
            propose(expected, nowNanos);
            return null;
        }
        return proposer(now).equals(around.self()) ? lead(now, nowNanos) : follow(now, nowNanos);
    }

    /** Whoever is reachable says that it has no cluster either. */
    private boolean allOthersAreNewToo(long nowNanos) {
        return around.transport.reachable().stream().allMatch(id -> {
            Seen other = seen.get(id);
            return other != null && nowNanos - other.atNanos <= around.settings.downAfterNanos();
        });
    }

    /** Somebody is reachable: it may belong to a cluster that this member should join instead. */
    private boolean waitedForAnswers(long nowNanos) {
        if (!waiting) {
            waiting = true;
            waitingSinceNanos = nowNanos;
        }
        return nowNanos - waitingSinceNanos >= around.settings.downAfterNanos();
    }

    private void propose(int expected, long nowNanos) {
        List<Member> founders = new ArrayList<>();
        founders.add(around.presented().withVoter(true));
        for (Seen other : seen.values()) {
            boolean fresh = nowNanos - other.atNanos <= around.settings.downAfterNanos();
            boolean founds = !other.join.member().observer()
                    && other.join.founding() == null
                    && other.join.expectedMembers() == expected
                    && haveVersionInCommon(founders, other.join.member());
            if (fresh && founds) {
                founders.add(other.join.member().withVoter(true));
            }
        }
        founders.sort(Comparator.comparing(Member::id));
        if (founders.size() < expected || !founders.get(0).id().equals(around.self())) {
            return;
        }
        List<Member> first = chosen(founders, expected);
        if (anyHoldsData(first)) {
            Found proposal = new Found(drawId(), first);
            agree(proposal, nowNanos);
            agreements.add(around.self());
            proposedNanos = nowNanos;
            around.send(ConfigurationChain.ids(proposal.members()), proposal);
        }
    }

    /** The lowest, but not witnesses alone. */
    private static List<Member> chosen(List<Member> founders, int expected) {
        List<Member> chosen = new ArrayList<>(founders.subList(0, expected));
        if (!anyHoldsData(chosen)) {
            founders.stream().filter(Member::data).findFirst().ifPresent(holder -> chosen.set(expected - 1, holder));
        }
        return List.copyOf(chosen);
    }

    private static boolean anyHoldsData(List<Member> founders) {
        return founders.stream().anyMatch(Member::data);
    }

    private static boolean haveVersionInCommon(List<Member> founders, Member another) {
        return founders.stream().allMatch(founder -> founder.speaks().overlap(another.speaks()));
    }

    private static boolean haveVersionInCommon(List<Member> founders) {
        return founders.stream().allMatch(founder -> haveVersionInCommon(founders, founder));
    }

    private void agree(Found proposal, long nowNanos) {
        agreed = proposal;
        renounced = false;
        renouncers.clear();
        agreements.clear();
        proposerHeardNanos = nowNanos;
    }

    private MemberId drawId() {
        return new MemberId(around.random.nextLong(), around.random.nextLong());
    }

    private @Nullable Configuration<B> lead(Found proposal, long nowNanos) {
        List<MemberId> founders = ConfigurationChain.ids(proposal.members());
        if (agreements.containsAll(founders)) {
            return found(proposal);
        }
        if (nowNanos - proposedNanos > 2 * around.settings.downAfterNanos()) {
            agreed = null;
            around.send(founders, new FoundAbort(proposal.clusterId()));
        } else {
            founders.stream().filter(id -> !agreements.contains(id)).forEach(id -> around.send(id, proposal));
        }
        return null;
    }

    private @Nullable Configuration<B> follow(Found proposal, long nowNanos) {
        around.send(proposer(proposal), new FoundAnswer(proposal.clusterId()));
        renounced |= nowNanos - proposerHeardNanos > 4 * around.settings.downAfterNanos();
        if (renounced) {
            Set<MemberId> others = new TreeSet<>(ConfigurationChain.ids(proposal.members()));
            others.remove(around.self());
            others.remove(proposer(proposal));
            if (renouncers.containsAll(others)) {
                agreed = null;
            }
        }
        return null;
    }

    private Configuration<B> found(Found founding) {
        return founded(founding.clusterId(), founding.members());
    }

    private Configuration<B> founded(MemberId clusterId, List<Member> members) {
        int wireVersion = SpokenVersions.leastNewest(members);
        Configuration<B> first =
                new Configuration<>(clusterId, 0, 0, Digest.NONE, wireVersion, members, around.bodies.founded(members));
        Digest hash = Proposal.sha256(ConfigurationCodec.encode(first, around.bodies));
        around.emit(new MembershipEvent.Founded(clusterId, members));
        return new Configuration<>(clusterId, 0, 0, hash, wireVersion, members, first.body());
    }

    void proposed(MemberId from, Found proposal, long nowNanos) {
        List<Member> members = proposal.members();
        boolean sound = members.size() == around.settings.expectedMembers()
                && anyHoldsData(members)
                && members.get(0).id().equals(from)
                && members.stream().noneMatch(Member::observer)
                && haveVersionInCommon(members)
                && ConfigurationChain.ids(members).contains(around.self());
        if (agreed == null && sound && allowed) {
            agree(proposal, nowNanos);
        }
        if (proposal.clusterId().equals(agreedTo())) {
            around.send(from, new FoundAnswer(proposal.clusterId()));
        }
    }

    void answered(MemberId from, FoundAnswer answer) {
        if (answer.clusterId().equals(agreedTo())) {
            agreements.add(from);
        } else {
            around.send(from, new FoundAbort(answer.clusterId()));
        }
    }

    void aborted(MemberId from, FoundAbort abort) {
        Found now = agreed;
        if (now != null && now.clusterId().equals(abort.clusterId()) && from.equals(proposer(now))) {
            agreed = null;
        }
    }

    /** Whether a founding configuration may be taken from the given one: not if this member renounced that founding. */
    boolean takes(Configuration<B> first) {
        return first.epoch() > 0 || !renounced || !first.clusterId().equals(agreedTo());
    }

    /** How far the founding has come, for people. */
    String status(long nowNanos) {
        int expected = around.settings.expectedMembers();
        Found now = agreed;
        if (!allowed || around.presented().observer()) {
            return "this member may not found the cluster and none answers yet";
        } else if (now != null) {
            return "agreed on founding the cluster, waiting for all of " + names(now.members());
        }
        long fresh = seen.values().stream()
                .filter(s -> nowNanos - s.atNanos <= around.settings.downAfterNanos()
                        && !s.join.member().observer())
                .count();
        return "waiting for " + expected + " members to found the cluster, " + (fresh + 1) + " are here";
    }

    private static String names(List<Member> members) {
        return String.join(", ", members.stream().map(Member::name).toList());
    }
}
