package io.peergrid.demo;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridMap;
import io.peergrid.GridTopology;
import io.peergrid.GridTopology.MemberShare;
import io.peergrid.GridTopology.Status;
import io.peergrid.testkit.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A grid on this machine whose members are child processes; this JVM joins it as an observer, which holds nothing and
 * never votes. Closing ends every process and deletes the logs, unless they were asked to be kept. Thread-safe.
 */
final class LocalGrid implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More do not vote; they join. */
    private static final int MOST_FOUNDERS = 7;

    private static final String LOG = "-Dorg.slf4j.simpleLogger.";

    private final String name;
    private final Path directory;
    /** Members that start together found the grid together: each slot is in its place at once. */
    private final String founders;

    private final List<JavaProcess> members = new ArrayList<>();
    private final List<JavaProcess> others = new ArrayList<>();
    private final Thread atExit = new Thread(this::endProcesses, "end of the demo");
    private final Grid grid;
    private volatile boolean keepLogs;
    private volatile Consumer<Tale> listener = tale -> {};

    /** Starts the members all at once and returns when the slots are spread evenly over them. */
    LocalGrid(int members) {
        founders = Integer.toString(Math.min(members, MOST_FOUNDERS));
        // Unique, so that demos run side by side; in each child's command line, so that it can be told whose it is.
        name = String.format(
                Locale.ROOT,
                "demo-%d-%04x",
                ProcessHandle.current().pid(),
                ThreadLocalRandom.current().nextInt(1 << 16));
        try {
            directory = Files.createTempDirectory("peergrid-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for the logs", e);
        }
        logTo(directory.resolve("shell.log"));
        Runtime.getRuntime().addShutdownHook(atExit);
        boolean started = false;
        try {
            for (int i = 0; i < members; i++) {
                startMember();
            }
            grid = Grid.join(observer("shell").shutdownHook(false).build());
            members().forEach(member -> member.awaitReady(PATIENCE));
            awaitBalanced(members);
            started = true;
        } finally {
            keepLogs = !started;
            if (!started) {
                endProcesses();
            }
        }
    }

    /** Logs must not garble the screen. Before the first logger is made. */
    private static void logTo(Path file) {
        System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
    }

    private GridConfigBuilder observer(String memberName) {
        return GridConfig.local().name(name).memberName(memberName).observer();
    }

    /** Another member in this JVM that holds nothing; to be closed by the caller, before this. */
    Grid joinObserver(String memberName, UnaryOperator<GridConfigBuilder> change) {
        return Grid.join(change.apply(observer(memberName).shutdownHook(false).closeDeadline(Duration.ofSeconds(1)))
                .build());
    }

    /** Hears what the members and this JVM see from now on. */
    void listen(Consumer<Tale> tales) {
        listener = tales;
        grid.events().subscribe(event -> tales.accept(Tale.of(event, "shell")));
    }

    private void heard(String line) {
        Tale tale = Tale.decode(line);
        if (tale != null) {
            listener.accept(tale);
        }
    }

    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    Grid grid() {
        return grid;
    }

    GridMap<String, City> cities() {
        return grid.map("cities", String.class, City.class);
    }

    /** All member processes, ended ones included, by number. */
    List<JavaProcess> members() {
        synchronized (members) {
            return List.copyOf(members);
        }
    }

    Optional<JavaProcess> member(int number) {
        return members().stream()
                .filter(member -> Members.number(member.name()) == number)
                .findFirst();
    }

    List<JavaProcess> alive() {
        return members().stream().filter(JavaProcess::isAlive).toList();
    }

    JavaProcess startMember() {
        synchronized (members) {
            String member = Members.name(members.size() + 1);
            JavaProcess child = JavaProcess.start(
                    member, directory, options(), this::heard, MemberProcess.class, List.of(name, member, founders));
            members.add(child);
            return child;
        }
    }

    /** Quick to start, small, and the same class files as this JVM. */
    private static List<String> options() {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
        options.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        options.addAll(List.of(LOG + "showDateTime=true", LOG + "dateTimeFormat=HH:mm:ss.SSS"));
        String archive = System.getProperty("peergrid.demo.archive");
        if (archive != null) {
            options.addAll(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive));
        }
        return options;
    }

    /** Starts a process that is not a member, such as one that writes; it ends with the demo. */
    JavaProcess startOther(String what, Class<?> main, String... arguments) {
        JavaProcess child = JavaProcess.start(what, directory, options(), line -> {}, main, List.of(arguments));
        synchronized (others) {
            others.add(child);
        }
        return child;
    }

    /** @throws DemoException if that takes too long */
    void awaitBalanced(int count) {
        await(PATIENCE, "the slots are spread evenly over " + count + " members", () -> isBalanced(count));
    }

    boolean isBalanced(int count) {
        GridTopology topology = grid.topology();
        List<MemberShare> holders = holders(topology);
        int fair = topology.slotCount() / Math.max(1, count);
        int slack = topology.slotCount() / 100;
        return holders.size() == count
                && topology.slotsLearning() == 0
                && topology.slotsShortOfCopies() == 0
                && holders.stream().allMatch(share -> Math.abs(share.primaries() - fair) <= slack);
    }

    /** The members that hold or may hold slots: active, and no observers. */
    static List<MemberShare> holders(GridTopology topology) {
        return topology.members().stream()
                .filter(share -> share.holder() && share.status() == Status.ACTIVE)
                .sorted(Comparator.comparingInt(
                        share -> Members.number(share.member().name())))
                .toList();
    }

    /** Copies that each slot should have with the members there are. */
    static int copies(GridTopology topology) {
        return Math.min(topology.copiesWanted(), Math.max(1, holders(topology).size()));
    }

    /** @throws DemoException if that does not come true in time */
    static void await(Duration atMost, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new DemoException("waited " + atMost.toSeconds() + " s in vain until " + what);
            }
            pause(10);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw DemoException.interrupted();
        }
    }

    /** Keeps the logs when this closes: something went wrong. */
    void keepLogs() {
        keepLogs = true;
    }

    @Override
    public void close() {
        grid.close(Duration.ofSeconds(1));
        endProcesses();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is on its way out; the hook then finds nothing left to do.
            return;
        }
    }

    private void endProcesses() {
        List<JavaProcess> all = new ArrayList<>(members());
        synchronized (others) {
            all.addAll(others);
        }
        all.forEach(JavaProcess::kill);
        all.forEach(JavaProcess::end);
        if (!keepLogs) {
            deleteLogs();
        }
    }

    private void deleteLogs() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("could not delete " + directory + ": " + e.getMessage());
        }
    }
}
