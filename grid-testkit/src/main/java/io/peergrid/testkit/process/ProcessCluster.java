package io.peergrid.testkit.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Members of one grid on this machine, each in a JVM of its own with this JVM's class path. Logs go to one directory, a
 * file a member. Whatever happens, {@link #close} and the end of this JVM end every process that was started, paused ones
 * included. Thread-safe.
 */
public final class ProcessCluster implements AutoCloseable {
    private static final List<String> DEFAULT_OPTIONS = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    private static final Duration JOIN_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Path logs;
    private final List<String> settings;
    private final List<String> jvmOptions;
    private final List<ProcessMember> started = new CopyOnWriteArrayList<>();
    private final Thread shutdownHook;
    private volatile Consumer<List<String>> reports = words -> {};

    /**
     * @param name of the grid; give each cluster its own, or they meet
     * @param logs directory for the members' logs; created if it is missing
     */
    public ProcessCluster(String name, Path logs) {
        this(name, logs, List.of());
    }

    /** As {@link #ProcessCluster(String, Path, List, List)} with the usual options. */
    public ProcessCluster(String name, Path logs, List<String> settings) {
        this(name, logs, settings, DEFAULT_OPTIONS);
    }

    /**
     * @param settings of each member: see {@link MemberMain#main}
     * @param jvmOptions of each member
     */
    public ProcessCluster(String name, Path logs, List<String> settings, List<String> jvmOptions) {
        this.name = name;
        this.logs = logs;
        this.settings = List.copyOf(settings);
        this.jvmOptions = List.copyOf(jvmOptions);
        this.shutdownHook = new Thread(() -> started.forEach(ProcessMember::end), "testkit-cleanup-" + name);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    public String name() {
        return name;
    }

    /** Who gets the reports of workloads in members that are started from now on; see {@link ProcessMember#workload}. */
    public void onReport(Consumer<List<String>> consumer) {
        reports = consumer;
    }

    /** Starts a member and waits until it has joined. */
    public ProcessMember start() {
        return start(1).get(0);
    }

    /** Starts members at the same moment and waits until all have joined. */
    public List<ProcessMember> start(int members) {
        return start(members, JOIN_WITHIN);
    }

    /** The same with another bound. */
    public List<ProcessMember> start(int members, Duration joinWithin) {
        long deadline = System.nanoTime() + joinWithin.toNanos();
        List<ProcessMember> launched = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            launched.add(launch(Place.HERE));
        }
        launched.forEach(member -> member.awaitJoined(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        return launched;
    }

    /**
     * Where a member runs.
     *
     * @param launcher a command that runs the one behind it; empty for none
     * @param settings of the member besides those of all
     */
    public record Place(List<String> launcher, List<String> settings) {
        /** This machine as it is. */
        public static final Place HERE = new Place(List.of(), List.of());

        public Place {
            launcher = List.copyOf(launcher);
            settings = List.copyOf(settings);
        }
    }

    /** Starts a member at a place; {@link ProcessMember#awaitJoined} waits for it. */
    public synchronized ProcessMember launch(Place place) {
        String memberName = "m" + (started.size() + 1);
        List<String> arguments = new ArrayList<>(List.of(name, memberName));
        arguments.addAll(settings);
        arguments.addAll(place.settings());
        ProcessMember member = new ProcessMember(
                memberName, logs, place.launcher(), jvmOptions, arguments, words -> reports.accept(words));
        started.add(member);
        return member;
    }

    /** Those whose process has not ended, in the order of their start; paused ones included. */
    public List<ProcessMember> alive() {
        return started.stream().filter(ProcessMember::alive).toList();
    }

    @Override
    public void close() {
        started.forEach(ProcessMember::end);
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // This JVM is ending; the hook does the same.
        }
    }
}
