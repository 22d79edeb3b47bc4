package io.peergrid.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A member in a process of its own. Thread-safe. */
public final class ProcessMember {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path log;
    private final Consumer<List<String>> reports;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Map<String, CompletableFuture<List<String>>> open = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong();
    private final Writer commands;

    /** @param reports gets the lines of a workload that runs in the member, word by word */
    ProcessMember(String name, Process process, Path log, Consumer<List<String>> reports) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reports = reports;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "testkit-reader-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** What the member logged and wrote to standard error. */
    public Path log() {
        return log;
    }

    /** Waits until the member has joined and returns its id. */
    public String awaitJoined(Duration within) {
        return await(ready, within, "join");
    }

    public void put(String map, String key, String value) {
        ask("put", map, key, value);
    }

    public @Nullable String get(String map, String key) {
        List<String> answer = ask("get", map, key);
        return answer.isEmpty() ? null : answer.get(0);
    }

    public boolean delete(String map, String key) {
        return Boolean.parseBoolean(ask("delete", map, key).get(0));
    }

    /** Number of entries, asked of all members. */
    public long size(String map) {
        return Long.parseLong(ask("size", map).get(0));
    }

    /** Level, members, epoch, slots it answers for, then the reasons why it is not well. */
    public List<String> status() {
        return ask("status");
    }

    /** Epoch, slots short of copies, slots offline, slots with a copy under way, then {@code <id> <primaries> <backups>} of each member. */
    public List<String> topology() {
        return ask("topology");
    }

    /**
     * Starts threads in the member that write until {@link #rest}: each writes rising numbers to keys of its own that begin
     * with the prefix, and reports {@code ack <key> <number>} or {@code nack <key> <exception>}.
     */
    public void workload(String map, String prefix, int threads) {
        ask("workload", map, prefix, String.valueOf(threads));
    }

    /** Ends the member's workload. */
    public void rest() {
        ask("rest");
    }

    /** SIGKILL: the process ends at once and tells nobody. Returns when it has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(ANSWER_WITHIN);
    }

    /** SIGSTOP: the process stands still with all its connections open. */
    public void pause() {
        if (!Signals.send("STOP", process)) {
            throw new IllegalStateException(name + " cannot be paused: it has ended");
        }
    }

    /** SIGCONT: a paused process goes on. */
    public void resume() {
        if (!Signals.send("CONT", process)) {
            throw new IllegalStateException(name + " cannot be resumed: it has ended");
        }
    }

    /**
     * SIGTERM: the member hands its slots over, leaves and ends.
     *
     * @return false if it has not ended in time
     */
    public boolean stop(Duration within) {
        process.destroy();
        return awaitEnd(within);
    }

    /** Ends the process whatever its state. */
    void end() {
        // A stopped process takes SIGKILL too, but its children and a debugger may not see it end.
        Signals.send("CONT", process);
        process.destroyForcibly();
        awaitEnd(ANSWER_WITHIN);
    }

    private boolean awaitEnd(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private List<String> ask(String... words) {
        String id = String.valueOf(nextId.incrementAndGet());
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        open.put(id, answer);
        try {
            synchronized (commands) {
                commands.write(id + ' ' + Tokens.line(words) + '\n');
                commands.flush();
            }
        } catch (IOException e) {
            throw new MemberProcessException(name + " has ended; see " + log, e);
        }
        if (!process.isAlive()) {
            answer.completeExceptionally(new MemberProcessException(name + " has ended; see " + log, null));
        }
        try {
            return await(answer, ANSWER_WITHIN, words[0]);
        } finally {
            open.remove(id);
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration within, String what) {
        try {
            return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new MemberProcessException(name + " did not " + what + " within " + within + "; see " + log, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new MemberProcessException(name + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemberProcessException("interrupted while waiting for " + name, e);
        }
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = in.readLine()) != null) {
                said(Tokens.words(line));
            }
        } catch (IOException | UncheckedIOException e) {
            // The process was killed while it said something.
        }
        MemberProcessException ended = new MemberProcessException(name + " has ended; see " + log, null);
        ready.completeExceptionally(ended);
        open.values().forEach(answer -> answer.completeExceptionally(ended));
    }

    private void said(List<String> words) {
        switch (words.get(0)) {
            case "ready" -> ready.complete(words.get(1));
            case "failed" -> ready.completeExceptionally(new MemberProcessException(words.get(1), null));
            case "ack", "nack" -> reports.accept(words);
            default -> {
                CompletableFuture<List<String>> answer = open.get(words.get(0));
                if (answer == null) {
                    return;
                }
                if (words.get(1).equals("ok")) {
                    answer.complete(words.subList(2, words.size()));
                } else {
                    answer.completeExceptionally(new MemberProcessException(words.get(2) + ": " + words.get(3), null));
                }
            }
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ')';
    }
}
