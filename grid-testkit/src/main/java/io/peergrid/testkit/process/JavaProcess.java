package io.peergrid.testkit.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own on this JVM's class path. Its main class reads its standard input and ends when that closes, so it never
 * outlives this JVM, however this one ends. Its first line of output says that it is ready. Standard error goes to a log file.
 * Thread-safe.
 */
public final class JavaProcess {
    /** Ctrl-C reaches every process of a terminal; children leave the answer to their parent. */
    private static final String SHIELDED = "trap '' INT; exec \"$0\" \"$@\"";

    /** Wakes the process again when this guard's input closes: on resume, or when the parent has gone. */
    private static final String GUARD = "trap '' INT; kill -STOP $0 && echo stopped; read -r line; kill -CONT $0";

    private static final int OUTPUT_KEPT = 100;
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Path log;
    private final Consumer<String> listener;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Writer input;
    private final Thread reader;
    private @Nullable Process guard;

    private JavaProcess(String name, Path log, Consumer<String> listener, Process process) {
        this.name = name;
        this.log = log;
        this.listener = listener;
        this.process = process;
        input = process.outputWriter(StandardCharsets.UTF_8);
        reader = new Thread(this::readOutput, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** As the other one, without a launcher. */
    public static JavaProcess start(
            String name,
            Path directory,
            List<String> jvmOptions,
            Consumer<String> listener,
            Class<?> main,
            List<String> arguments) {
        return start(name, directory, List.of(), jvmOptions, listener, main, arguments);
    }

    /**
     * @param name of the process, and of its log: {@code <directory>/<name>.log}
     * @param launcher a command that runs the one behind it, such as {@code ip netns exec <name>}; empty for none
     * @param listener gets each line of output, in a thread of this process's own
     * @param main its standard input must be read to the end
     */
    public static JavaProcess start(
            String name,
            Path directory,
            List<String> launcher,
            List<String> jvmOptions,
            Consumer<String> listener,
            Class<?> main,
            List<String> arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of("sh", "-c", SHIELDED));
        command.add(java());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        try {
            Files.createDirectories(directory);
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            return new JavaProcess(name, log, listener, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM for " + name, e);
        }
    }

    private static String java() {
        return ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home", ""), "bin", "java")
                        .toString());
    }

    /** Test runners hide the real class path behind a jar that only refers to it. */
    private static String classPath() {
        String hidden = System.getProperty("surefire.test.class.path");
        return hidden != null ? hidden : System.getProperty("java.class.path", "." + File.pathSeparator);
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                ready.complete(line);
                listener.accept(line);
            }
        } catch (IOException | UncheckedIOException e) {
            // The process was killed while it said something.
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended before it was ready"));
        ended.complete(null);
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() < OUTPUT_KEPT) {
                output.add(line);
            }
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** @throws MemberProcessException if it ends or takes longer instead */
    public void awaitReady(Duration atMost) {
        try {
            ready.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            String why = e instanceof TimeoutException
                    ? "was not ready after " + atMost.toSeconds() + " s"
                    : "ended before it was ready";
            throw new MemberProcessException(name + " (pid " + pid() + ") " + why + "; its log is " + log, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The first lines it printed. */
    public List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    public synchronized boolean isPaused() {
        return guard != null;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to its standard input. */
    public void say(String line) throws IOException {
        synchronized (input) {
            input.write(line + '\n');
            input.flush();
        }
    }

    private MemberProcessException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MemberProcessException("interrupted while waiting for " + name, e);
    }

    /** Has an action run, in the thread of the listener, when no more output comes. */
    void onEnd(Runnable action) {
        var unused = ended.thenRun(action);
    }

    /** SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM: the JVM runs its shutdown hooks, and the grid leaves in order. */
    public void terminate() {
        // Not Process.destroy, which would also close the pipe and so end the process at once.
        process.toHandle().destroy();
    }

    /** SIGSTOP: returns when the process stands still, with all its connections open. */
    public synchronized void pause() {
        if (guard != null) {
            return;
        }
        try {
            Process started = new ProcessBuilder("sh", "-c", GUARD, Long.toString(pid())).start();
            guard = started;
            new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8)).readLine();
            Standstill.await(pid(), STOPPED_WITHIN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pause " + name, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** SIGCONT; returns when it was sent. */
    public synchronized void resume() {
        if (guard == null) {
            return;
        }
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resume " + name, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        guard = null;
    }

    /** Asks it to finish what it does and to end. */
    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already, which is what was wanted.
            return;
        }
    }

    /** The exit code, or -1 if it still runs after that time. What it printed is complete then. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return -1;
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends it by force and waits until it is gone; also if it is paused. */
    public void end() {
        kill();
        resume();
        awaitEnd(Duration.ofSeconds(5));
    }
}
