package io.peergrid.structure;

import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A call that takes an element if there is one, made again each time there may be one. The call is an ordinary one, decided once however often it is sent;
 * waiting between two of them changes nothing anywhere. Thread-safe.
 */
final class Awaited<T> {
    /** For those who wait as long as it takes: so far away that no clock gets there, so near that its sum with the present does not overflow. */
    private static final long NEVER = Long.MAX_VALUE / 4;

    private final CallRunner runner;
    private final Call<?, @Nullable T> call;
    private final long until;
    private final KeyWait wait;
    private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();
    private volatile boolean cancelled;

    private Awaited(CallRunner runner, KeyCalls key, Call<?, @Nullable T> call, long nanos) {
        this.runner = runner;
        this.call = call;
        until = runner.calls().nanoTime() + Math.min(NEVER, Math.max(0, nanos));
        wait = runner.calls().await(key.slot(), key.physical());
    }

    /** @param nanos how long to wait */
    static <T> CompletionStage<@Nullable T> start(
            CallRunner runner, KeyCalls key, Call<?, @Nullable T> call, long nanos) {
        Awaited<T> awaited = new Awaited<>(runner, key, call, nanos);
        awaited.attempt();
        return awaited.result;
    }

    /**
     * Blocks; an interrupt ends the waiting, but not a call that is on its way: what that takes is returned.
     *
     * @param nanos how long to wait
     */
    static <T> @Nullable T run(CallRunner runner, KeyCalls key, Call<?, @Nullable T> call, long nanos)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before it waited");
        }
        runner.calls().mayBlock();
        Awaited<T> awaited = new Awaited<>(runner, key, call, nanos);
        awaited.attempt();
        return awaited.join();
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
                cancelled = true;
                wait.close();
            } catch (ExecutionException | CancellationException e) {
                throw CallRunner.unwrap(e);
            }
        }
        throw new InterruptedException("interrupted while it waited; nothing was taken");
    }

    private void attempt() {
        var unused = runner.start(call).whenComplete((taken, error) -> {
            if (error != null) {
                wait.close();
                result.completeExceptionally(error);
            } else if (taken != null || cancelled || runner.calls().nanoTime() - until >= 0) {
                wait.close();
                result.complete(taken);
            } else {
                look();
            }
        });
    }

    /** At the end of the time once more, so that no lost hint costs an element that is there. */
    private void look() {
        var unused = wait.next(until).thenAccept(worth -> {
            if (cancelled) {
                wait.close();
                result.complete(null);
            } else {
                attempt();
            }
        });
    }
}
