package io.peergrid.structure;

import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that takes an element if there is one, made again each time there may be one. The call is an ordinary one, decided once however often it is sent;
 * waiting between two of them changes nothing anywhere. Thread-safe.
 */
final class Awaited<T> {
    /** For those who wait as long as it takes: so far away that no clock gets there, so near that its sum with the present does not overflow. */
    private static final long NEVER = Long.MAX_VALUE / 4;

    private final CallRunner runner;
    private final KeyWait wait;
    private final Supplier<Call<?, @Nullable T>> calls;
    private final long until;
    private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();
    private volatile boolean ended;

    private Awaited(CallRunner runner, KeyWait wait, Supplier<Call<?, @Nullable T>> calls, long nanos) {
        this.runner = runner;
        this.wait = wait;
        this.calls = calls;
        until = runner.calls().nanoTime() + Math.min(NEVER, Math.max(0, nanos));
        // Whoever cancels the stage, or completes it, waits no longer and takes nothing.
        var unused = result.whenComplete((taken, error) -> end());
    }

    /** @param nanos how long to wait */
    static <T> CompletionStage<@Nullable T> start(
            CallRunner runner, KeyWait wait, Call<?, @Nullable T> call, long nanos) {
        return start(runner, wait, () -> call, nanos);
    }

    /** @param calls the call, made anew for each attempt */
    static <T> CompletionStage<@Nullable T> start(
            CallRunner runner, KeyWait wait, Supplier<Call<?, @Nullable T>> calls, long nanos) {
        Awaited<T> awaited = new Awaited<>(runner, wait, calls, nanos);
        awaited.attempt();
        return awaited.result;
    }

    /**
     * Blocks; an interrupt ends the waiting, but not a call that is on its way: what that takes is returned.
     *
     * @param nanos how long to wait
     */
    static <T> @Nullable T run(CallRunner runner, KeyWait wait, Call<?, @Nullable T> call, long nanos)
            throws InterruptedException {
        return run(runner, wait, () -> call, nanos);
    }

    /** @param calls the call, made anew for each attempt */
    static <T> @Nullable T run(CallRunner runner, KeyWait wait, Supplier<Call<?, @Nullable T>> calls, long nanos)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before it waited");
        }
        runner.calls().mayBlock();
        Awaited<T> awaited = new Awaited<>(runner, wait, calls, nanos);
        awaited.attempt();
        return awaited.join();
    }

    /** As {@link #run}, as long as it takes. */
    static <T> T take(CallRunner runner, KeyWait wait, Call<?, @Nullable T> call) throws InterruptedException {
        return Objects.requireNonNull(run(runner, wait, call, NEVER), "the end of time");
    }

    private @Nullable T join() throws InterruptedException {
        boolean interrupted = false;
        while (true) {
            try {
                T taken = result.get();
                if (interrupted && taken == null) {
                    break;
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return taken;
            } catch (InterruptedException e) {
                interrupted = true;
                end();
            } catch (ExecutionException | CancellationException e) {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw CallRunner.unwrap(e);
            }
        }
        throw new InterruptedException("interrupted while it waited; nothing was taken");
    }

    private void end() {
        ended = true;
        wait.close();
    }

    private void attempt() {
        var unused = runner.start(calls.get()).whenComplete((taken, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
            } else if (taken != null || ended || runner.calls().nanoTime() - until >= 0) {
                result.complete(taken);
            } else {
                look();
            }
        });
    }

    /** At the end of the time once more, so that no lost hint costs an element that is there. */
    private void look() {
        var unused = wait.next(until).thenAccept(worth -> {
            if (ended) {
                result.complete(null);
            } else {
                attempt();
            }
        });
    }
}
