package io.peergrid.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own on this JVM's class path. It reads its standard input and ends when that closes, so it never outlives
 * this JVM, however this one ends. Its first line of output says that it is ready. Thread-safe.
 */
final class ChildJvm {
    /** Ctrl-C reaches every process of a terminal; children leave the answer to their parent. */
    private static final String SHIELDED = "trap '' INT; exec \"$0\" \"$@\"";

    /** Wakes the process again when this guard's input closes: on resume, or when the parent has gone. */
    private static final String GUARD = "trap '' INT; kill -STOP $0 && echo stopped; read -r line; kill -CONT $0";

    private static final String LOG = "-Dorg.slf4j.simpleLogger.";

    private static final int OUTPUT_KEPT = 100;

    private final String name;
    private final Path log;
    private final Consumer<String> listener;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final List<String> output = new ArrayList<>();
    private final Thread reader;
    private @Nullable Process guard;

    private ChildJvm(String name, Path log, Consumer<String> listener, Process process) {
        this.name = name;
        this.log = log;
        this.listener = listener;
        this.process = process;
        reader = new Thread(this::readOutput, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** @param listener gets each line of output, in a thread of this child's own */
    static ChildJvm start(String name, Path directory, Consumer<String> listener, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHIELDED));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // Quick to start, small, and the same class files as this JVM.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
        String archive = System.getProperty("peergrid.demo.archive");
        if (archive != null) {
            command.addAll(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive));
        }
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        command.addAll(List.of(LOG + "showDateTime=true", LOG + "dateTimeFormat=HH:mm:ss.SSS"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        File log = directory.resolve(name + ".log").toFile();
        try {
            return new ChildJvm(
                    name,
                    log.toPath(),
                    listener,
                    new ProcessBuilder(command).redirectError(log).start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM for " + name, e);
        }
    }

    /** The number in a member's name, 0 if the name is no member's. */
    static int number(String name) {
        return name.matches("n\\d{1,4}") ? Integer.parseInt(name.substring(1)) : 0;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                ready.complete(line);
                listener.accept(line);
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
            return;
        }
        ready.completeExceptionally(new IOException("it ended before it was ready"));
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() < OUTPUT_KEPT) {
                output.add(line);
            }
        }
    }

    String name() {
        return name;
    }

    int number() {
        return number(name);
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /** @throws DemoException if it ends or takes longer instead */
    void awaitReady(Duration atMost) {
        try {
            ready.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            String why = e instanceof TimeoutException
                    ? "was not ready after " + atMost.toSeconds() + " s"
                    : "ended before it was ready";
            throw new DemoException(name + " (pid " + pid() + ") " + why + "; its log is " + log);
        } catch (InterruptedException e) {
            throw DemoException.interrupted();
        }
    }

    /** The first lines it printed. */
    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    synchronized boolean isPaused() {
        return guard != null;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM: the JVM runs its shutdown hooks, and the grid leaves in order. */
    void terminate() {
        // Not Process.destroy, which would also close the pipe and so end the process at once.
        process.toHandle().destroy();
    }

    /** SIGSTOP; returns when it was sent. */
    synchronized void pause() {
        if (guard != null) {
            return;
        }
        try {
            Process started = new ProcessBuilder("sh", "-c", GUARD, Long.toString(pid())).start();
            guard = started;
            new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pause " + name, e);
        }
    }

    /** SIGCONT; returns when it was sent. */
    synchronized void resume() {
        if (guard == null) {
            return;
        }
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resume " + name, e);
        } catch (InterruptedException e) {
            throw DemoException.interrupted();
        }
        guard = null;
    }

    /** Asks it to finish what it does and to end. */
    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already, which is what was wanted.
            return;
        }
    }

    /** The exit code, or -1 if it still runs after that time. What it printed is complete then. */
    int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return -1;
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw DemoException.interrupted();
        }
    }

    /** Ends it by force and waits until it is gone; also if it is paused. */
    void end() {
        kill();
        resume();
        awaitEnd(Duration.ofSeconds(5));
    }
}
