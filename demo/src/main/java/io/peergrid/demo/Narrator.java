package io.peergrid.demo;

import io.peergrid.demo.Screen.Colour;
import io.peergrid.demo.Tale.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to the grid, line by line, with times counted from the last thing the user did. The members and
 * this shell each report what they saw; a tale waits a moment so that all are told in order, and each once. Thread-safe.
 */
final class Narrator implements AutoCloseable {
    /** Past this the clock says more than the time since. */
    private static final Duration RELATIVE = Duration.ofSeconds(60);

    /** How long a tale waits for earlier ones. */
    private static final long ORDERING_MICROS = 80_000;

    /** A planned move comes in many steps; they are told as one when none came for this long. */
    private static final long QUIET_MICROS = 400_000;

    private static final long LEASE_MICROS = 1_500_000;
    private static final int REMEMBERED = 10_000;
    private static final int RECENT = 20;
    private static final int TEXT_WIDTH = Screen.WIDTH - 14;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Screen screen;
    private final Map<String, Tale> waiting = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Deque<String> recent = new ArrayDeque<>();
    private Instant since = Instant.EPOCH;
    private final Set<String> suspicions = new HashSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<String, Tale> leasesLost = new HashMap<>();
    private final Set<String> proposed = new HashSet<>();
    private boolean shortOfCopies;
    private int slotsMoved;
    private long lastMove;
    private final Set<String> movedTo = new TreeSet<>();
    private long notes;
    private volatile boolean closed;

    Narrator(Screen screen) {
        this.screen = screen;
        Thread thread = new Thread(this::work, "narrator");
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (!closed) {
            tell(ORDERING_MICROS);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** A signal was sent: times count from this moment. */
    synchronized void from(Instant moment, String signal) {
        since = moment.truncatedTo(ChronoUnit.MILLIS);
        note(Kind.SIGNAL, moment, signal);
    }

    /** A line of the shell's own, in order with what the members say. */
    void note(Instant at, String text) {
        note(Kind.LINE, at, text);
    }

    private synchronized void note(Kind kind, Instant at, String text) {
        notes++;
        // The members' clocks tell milliseconds.
        hear(new Tale(Tale.microsOf(at.truncatedTo(ChronoUnit.MILLIS)), kind, "note " + notes, text));
    }

    /** One tale of several tellers is told once, as the first of them saw it and in the words of who knows most. */
    synchronized void hear(Tale tale) {
        if (told.contains(tale.key())) {
            return;
        }
        waiting.merge(
                tale.key(),
                tale,
                (before, now) -> new Tale(
                        Math.min(before.micros(), now.micros()),
                        tale.kind(),
                        tale.key(),
                        before.text().length() >= now.text().length() ? before.text() : now.text()));
    }

    /** Tells everything at once, without waiting for what may come. */
    synchronized void flush() {
        tell(Long.MIN_VALUE);
        tellMoves();
    }

    private synchronized void tell(long agedMicros) {
        long now = Tale.microsOf(Instant.now());
        List<Tale> due = new ArrayList<>(waiting.values());
        due.removeIf(tale -> now - tale.micros() < agedMicros);
        due.sort(Comparator.comparingLong(Tale::micros).thenComparing(Tale::kind));
        for (Tale tale : due) {
            waiting.remove(tale.key());
            if (told.size() >= REMEMBERED) {
                told.clear();
                proposed.clear();
            }
            told.add(tale.key());
            tell(tale);
        }
        if (now - lastMove > QUIET_MICROS) {
            tellMoves();
        }
        tellLeases(now);
    }

    /** A change of voters costs each member its lease for a moment; only more than that is worth a line. */
    private void tellLeases(long now) {
        for (Tale lost : List.copyOf(leasesLost.values())) {
            if (now - lost.micros() > LEASE_MICROS) {
                leasesLost.remove(lost.matter());
                if (!dead.contains(lost.matter())) {
                    print(lost.at(), null, lost.text());
                }
            }
        }
    }

    private void tell(Tale tale) {
        switch (tale.kind()) {
            case MOVE -> {
                String[] fields = tale.text().split(" ");
                slotsMoved += Integer.parseInt(fields[0]);
                movedTo.add(fields[1]);
                lastMove = tale.micros();
            }
            case SHORT -> {
                if (!shortOfCopies) {
                    shortOfCopies = true;
                    print(tale.at(), Colour.YELLOW, tale.text());
                }
            }
            case WHOLE -> {
                shortOfCopies = false;
                tellMoves();
                print(tale.at(), Colour.GREEN, tale.text());
            }
            case STEP -> {}
            case PROPOSAL -> {
                proposed.add(tale.matter());
                print(tale.at(), null, tale.text());
            }
            case DELAY -> {
                if (proposed.contains(tale.matter())) {
                    print(tale.at(), null, tale.text());
                }
            }
            case DEATH -> {
                if (!tale.text().contains("no proof")) {
                    dead.add(tale.matter());
                }
                print(tale.at(), null, tale.text());
            }
            case LEFT -> {
                dead.add(tale.matter());
                print(tale.at(), null, tale.text());
            }
            case LEASE_LOST -> leasesLost.put(tale.matter(), tale);
            case LEASE_REGAINED -> {
                if (leasesLost.remove(tale.matter()) == null) {
                    print(tale.at(), null, tale.text());
                }
            }
            case SUSPICION -> {
                if (suspicions.add(tale.matter())) {
                    print(tale.at(), null, tale.text());
                }
            }
            case TRUST -> {
                if (suspicions.remove(tale.matter()) && !isDead(tale)) {
                    print(tale.at(), null, tale.text());
                }
            }
            default -> print(tale.at(), null, tale.text());
        }
    }

    /** Whether the member that somebody suspects or hears again has certainly ended. */
    private boolean isDead(Tale tale) {
        return dead.contains(tale.matter().substring(tale.matter().indexOf('>') + 1));
    }

    private void tellMoves() {
        if (slotsMoved > 0) {
            String text = String.format(Locale.ROOT, "%,d slots moved to %s", slotsMoved, String.join(", ", movedTo));
            slotsMoved = 0;
            movedTo.clear();
            print(Instant.EPOCH.plusNanos(lastMove * 1_000), null, text);
        }
    }

    private void print(Instant at, @Nullable Colour colour, String text) {
        String brief = text.length() <= TEXT_WIDTH ? text : text.substring(0, TEXT_WIDTH - 3) + "...";
        String painted = colour == null
                ? Tale.MEMBER.matcher(brief).replaceAll(match -> screen.member(match.group()))
                : screen.paint(colour, brief);
        screen.line("  " + screen.paint(Colour.DIM, time(at)) + "  " + painted);
        recent.add("  " + screen.paint(Colour.DIM, clock(at)) + "  " + painted);
        if (recent.size() > RECENT) {
            recent.remove();
        }
    }

    /** The newest lines, oldest first, with the time of day. */
    synchronized List<String> recent() {
        return List.copyOf(recent);
    }

    private String time(Instant at) {
        Duration passed = Duration.between(since, at);
        if (passed.isNegative() || passed.compareTo(RELATIVE) > 0) {
            return " " + clock(at);
        }
        return String.format(Locale.ROOT, "%+6d ms", passed.toMillis());
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    @Override
    public void close() {
        closed = true;
        flush();
    }
}
