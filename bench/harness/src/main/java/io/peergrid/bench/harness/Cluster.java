package io.peergrid.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The processes of one contestant during one turn. For one thread. */
final class Cluster implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

    private final Entrant entrant;
    private final Path logs;
    private final Path directory;
    private final String run;
    private final List<ChildProcess> children = new ArrayList<>();
    private String join = "";

    private Cluster(Entrant entrant, Path logs) throws IOException {
        this.entrant = entrant;
        this.logs = logs;
        directory = Files.createTempDirectory("bench-" + entrant.name());
        run = "bench-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    }

    static Cluster start(Entrant entrant, Path logs) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(entrant, logs);
        try {
            for (int i = 0; i < entrant.processes(); i++) {
                cluster.startOne();
            }
            for (ChildProcess child : cluster.children) {
                child.ask("await " + entrant.processes(), STARTS_WITHIN);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts one more process and waits until it can be used. */
    ChildProcess startOne() throws IOException, InterruptedException {
        ChildProcess child = launch();
        started(child);
        return child;
    }

    /** Starts one more process without waiting for it. */
    ChildProcess launch() throws IOException {
        int index = children.size();
        List<String> command = new ArrayList<>(entrant.command());
        command.addAll(List.of(
                run, Integer.toString(index), Integer.toString(entrant.processes()), directory.toString(), join));
        ChildProcess child = new ChildProcess(command, logs.resolve(entrant.name() + "-" + index + ".log"));
        children.add(child);
        return child;
    }

    void started(ChildProcess child) throws IOException, InterruptedException {
        String[] ready = child.answer(STARTS_WITHIN);
        if (join.isEmpty() && ready.length > 1) {
            join = ready[1];
        }
    }

    ChildProcess driver() {
        return children.get(0);
    }

    List<ChildProcess> children() {
        return children;
    }

    long cpuNanos() {
        return children.stream().mapToLong(ChildProcess::cpuNanos).sum();
    }

    @Override
    public void close() {
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).kill();
        }
        children.forEach(ChildProcess::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + directory);
        }
    }
}
