package io.peergrid.testkit.process;

import io.peergrid.testkit.workload.Registers;
import java.io.IOException;
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

    private final JavaProcess process;
    private final Consumer<List<String>> reports;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Map<String, CompletableFuture<List<String>>> open = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong();

    /**
     * @param launcher runs the command behind it; empty for none
     * @param reports gets the lines of a workload that runs in the member, word by word
     */
    ProcessMember(
            String name,
            Path directory,
            List<String> launcher,
            List<String> jvmOptions,
            List<String> arguments,
            Consumer<List<String>> reports) {
        this.reports = reports;
        process = JavaProcess.start(
                name, directory, launcher, jvmOptions, line -> said(Tokens.words(line)), MemberMain.class, arguments);
        process.onEnd(this::ended);
    }

    public String name() {
        return process.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** What the member logged and wrote to standard error. */
    public Path log() {
        return process.log();
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

    /** The numbers of {@link Registers} as this member has them; what it does not answer is of unknown outcome. */
    public Registers registers() {
        return new MemberRegisters(this);
    }

    /** Number of entries, asked of all members. */
    public long size(String map) {
        return Long.parseLong(ask("size", map).get(0));
    }

    /** Level, members, epoch, slots it answers for, then the reasons why it is not well. */
    public List<String> status() {
        return ask("status");
    }

    /**
     * Waits until the grid is healthy as this member sees it, and returns what it says then.
     *
     * @throws MemberProcessException with what is missing if that takes longer
     */
    public String awaitHealthy(Duration within) {
        return ask(within.plus(ANSWER_WITHIN), "awaitHealthy", String.valueOf(within.toMillis()))
                .get(0);
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
        process.kill();
        process.awaitEnd(ANSWER_WITHIN);
    }

    /** SIGSTOP: the process stands still with all its connections open. */
    public void pause() {
        process.pause();
    }

    /** SIGCONT: a paused process goes on. */
    public void resume() {
        process.resume();
    }

    /**
     * SIGTERM: the member hands its slots over, leaves and ends.
     *
     * @return false if it has not ended in time
     */
    public boolean stop(Duration within) {
        process.terminate();
        return process.awaitEnd(within) >= 0;
    }

    /** Ends the process whatever its state. */
    void end() {
        process.end();
    }

    List<String> ask(String... words) {
        return ask(ANSWER_WITHIN, words);
    }

    private List<String> ask(Duration within, String... words) {
        String id = String.valueOf(nextId.incrementAndGet());
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        open.put(id, answer);
        try {
            process.say(id + ' ' + Tokens.line(words));
        } catch (IOException e) {
            throw new MemberProcessException(name() + " has ended; see " + log(), e);
        }
        if (!alive()) {
            answer.completeExceptionally(new MemberProcessException(name() + " has ended; see " + log(), null));
        }
        try {
            return await(answer, within, words[0]);
        } finally {
            open.remove(id);
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration within, String what) {
        try {
            return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new MemberProcessException(name() + " did not " + what + " within " + within + "; see " + log(), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new MemberProcessException(name() + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemberProcessException("interrupted while waiting for " + name(), e);
        }
    }

    private void ended() {
        MemberProcessException ended = new MemberProcessException(name() + " has ended; see " + log(), null);
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
                    answer.completeExceptionally(MemberProcessException.met(words.get(2), words.get(3)));
                }
            }
        }
    }

    @Override
    public String toString() {
        return name() + " (pid " + pid() + ')';
    }
}
