package io.peergrid.demo;

import io.peergrid.demo.WriteLog.Line;
import io.peergrid.demo.WriteLog.Outcome;
import io.peergrid.testkit.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The demo without a keyboard: kill, verify, add, stop, verify; says what was lost, which must be nothing. */
final class Story {
    private static final int VICTIM = 2;
    private static final int LEAVER = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final Screen screen;
    private final List<Path> logs = new ArrayList<>();
    private final List<Line> writes = new ArrayList<>();
    private int step;

    Story(Options options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /** False if anything was lost. */
    boolean run() {
        long start = System.nanoTime();
        step("%d members, each a JVM of its own, and %,d cities", options.members(), options.cities());
        try (Session session = new Session(options, screen)) {
            boolean good = false;
            try {
                session.show(screen);
                long window = killUnderWrites(session);
                good = verify(session);
                addAndStopUnderWrites(session);
                good &= verify(session);
                sum(good, window, (System.nanoTime() - start) / 1e9);
            } finally {
                if (!good) {
                    session.fail(screen);
                }
            }
            return good;
        }
    }

    private void step(String format, Object... arguments) {
        step++;
        screen.line();
        screen.line(step + "  " + String.format(Locale.ROOT, format, arguments));
    }

    /** Returns how long the dead member's slots took no write, in microseconds. */
    private long killUnderWrites(Session session) {
        LocalGrid grid = session.grid();
        JavaProcess victim = grid.member(VICTIM).orElseThrow();
        step("kill -9 n%d while another process writes", VICTIM);
        JavaProcess writer = startWriter(session, "w1");
        BitSet slots = session.slotsOf(victim.name());
        LocalGrid.pause(2_000);
        Instant at = Instant.now();
        session.narrator().from(at, "SIGKILL sent to " + victim.name() + ", pid " + victim.pid());
        victim.kill();
        grid.awaitBalanced(options.members() - 1);
        LocalGrid.pause(2_000);
        List<Line> lines = endWriter(writer);
        long window = window(session, lines, slots, Tale.microsOf(at));
        screen.line("  the slots of %s took no write for %,.1f ms", victim.name(), window / 1e3);
        return window;
    }

    private void addAndStopUnderWrites(Session session) {
        LocalGrid grid = session.grid();
        step("a member joins and gets its share, writes go on");
        JavaProcess writer = startWriter(session, "w2");
        Instant at = Instant.now();
        JavaProcess added = grid.startMember();
        session.narrator().from(at, added.name() + " starts, pid " + added.pid());
        added.awaitReady(PATIENCE);
        grid.awaitBalanced(options.members());
        session.show(screen);

        step("n%d leaves in order (SIGTERM), writes go on", LEAVER);
        JavaProcess leaver = grid.member(LEAVER).orElseThrow();
        at = Instant.now();
        session.narrator().from(at, "SIGTERM sent to " + leaver.name() + ", pid " + leaver.pid());
        leaver.terminate();
        if (leaver.awaitEnd(PATIENCE) < 0) {
            throw new DemoException(leaver.name() + " has not left after " + PATIENCE.toSeconds() + " s");
        }
        grid.awaitBalanced(options.members() - 1);
        endWriter(writer);
        session.show(screen);
    }

    private JavaProcess startWriter(Session session, String label) {
        Path log = session.grid().directory().resolve(label + ".writes");
        JavaProcess writer = session.grid()
                .startOther(label, WriterProcess.class, session.grid().name(), label, log.toString());
        writer.awaitReady(PATIENCE);
        logs.add(log);
        screen.line("  writer: pid %d, 4 threads; each answer goes to %s", writer.pid(), log.getFileName());
        return writer;
    }

    private List<Line> endWriter(JavaProcess writer) {
        writer.closeInput();
        if (writer.awaitEnd(PATIENCE) != 0) {
            throw new DemoException("the writer failed; its log is " + writer.log());
        }
        List<Line> lines = WriteLog.read(logs.get(logs.size() - 1));
        writes.addAll(lines);
        screen.line("  writer: " + counts(lines));
        return lines;
    }

    private static String counts(List<Line> lines) {
        return String.format(
                Locale.ROOT,
                "%,d acknowledged, %,d refused, %,d unknown",
                WriteLog.count(lines, Outcome.ACKNOWLEDGED),
                WriteLog.count(lines, Outcome.REFUSED),
                WriteLog.count(lines, Outcome.UNKNOWN));
    }

    /** The longest time after the kill without an acknowledged write to these slots. */
    private static long window(Session session, List<Line> lines, BitSet slots, long killed) {
        long last = killed;
        long longest = 0;
        List<Line> inOrder = lines.stream()
                .filter(line -> line.outcome() == Outcome.ACKNOWLEDGED && line.micros() > killed)
                .filter(line ->
                        slots.get(session.grid().grid().explain(line.key()).slot()))
                .toList();
        for (Line line : inOrder) {
            longest = Math.max(longest, line.micros() - last);
            last = Math.max(last, line.micros());
        }
        if (inOrder.isEmpty()) {
            throw new DemoException("no write to the dead member's slots was accepted any more");
        }
        return longest;
    }

    private boolean verify(Session session) {
        List<String> arguments = new ArrayList<>(List.of(session.grid().name(), Integer.toString(options.cities())));
        logs.forEach(log -> arguments.add(log.toString()));
        JavaProcess verifier =
                session.grid().startOther("verifier", VerifierProcess.class, arguments.toArray(String[]::new));
        step("a fresh process, pid %d, verifies", verifier.pid());
        int exit = verifier.awaitEnd(PATIENCE);
        verifier.output().forEach(line -> screen.line("  " + line));
        if (exit != 0) {
            screen.line("  the verifier %s", exit < 0 ? "did not end" : "failed; its log is " + verifier.log());
        }
        return exit == 0;
    }

    private void sum(boolean good, long window, double seconds) {
        step(good ? "nothing was lost" : "SOMETHING WAS LOST");
        screen.line("  writes: %s", counts(writes));
        screen.line("  unavailable: %,.1f ms, the dead member's slots, as the writer saw it", window / 1e3);
        screen.line("  %.0f s in all", seconds);
    }
}
