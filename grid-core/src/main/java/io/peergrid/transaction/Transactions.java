package io.peergrid.transaction;

import io.peergrid.GridTransaction;
import io.peergrid.GridUnavailableException;
import io.peergrid.TransactionConflictException;
import io.peergrid.codec.KeyCodec;
import io.peergrid.command.TransactionCommit;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotCalls;
import io.peergrid.partition.Slots;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Runs bodies of transactions until nobody has changed what they read. Whoever commits first wins, so of those that meet one always
 * gets on. Thread-safe.
 */
public final class Transactions {
    private final SlotCalls calls;
    private final CallRunner runner;
    private final int bytesMax;
    private final long deadlineNanos;
    private final BiFunction<String, SlotCalls, GridTransaction> view;
    private final IntConsumer committed;

    /**
     * @param bytesMax of the arguments of one transaction
     * @param deadline for all attempts of one transaction together
     * @param view makes the structures of a tag over calls
     * @param committed is told of a slot that a transaction has changed, before its caller is
     */
    public Transactions(
            SlotCalls calls,
            int bytesMax,
            Duration deadline,
            BiFunction<String, SlotCalls, GridTransaction> view,
            IntConsumer committed) {
        this.calls = calls;
        this.bytesMax = bytesMax;
        this.view = view;
        this.committed = committed;
        deadlineNanos = deadline.toNanos();
        runner = new CallRunner(calls, deadline);
    }

    /** See {@link io.peergrid.Grid#transaction}. */
    public <T> T run(String tag, Function<? super GridTransaction, ? extends T> body) {
        Objects.requireNonNull(body, "body");
        int slot = slot(tag);
        long deadline = calls.nanoTime() + deadlineNanos;
        for (int attempt = 1; ; attempt++) {
            TransactionCalls own = new TransactionCalls(calls, tag, slot, bytesMax, deadline);
            try {
                T result = body.apply(view.apply(tag, own));
                TransactionCommit commit = own.finish();
                boolean done = !own.hasConflict() && (!own.mutates() || runner.run(committing(slot, commit), deadline));
                if (done) {
                    return result;
                }
            } catch (RuntimeException | Error thrown) {
                var unused = own.finish();
                if (!own.hasConflict() && !isOverAfterConflicts(thrown, attempt, deadline)) {
                    throw thrown;
                }
            }
            checkTime(tag, attempt, deadline);
        }
    }

    /** See {@link io.peergrid.Grid#transactionAsync}. */
    public <T> CompletionStage<T> start(
            String tag, Function<? super GridTransaction, ? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        return attempt(tag, slot(tag), body, 1, calls.nanoTime() + deadlineNanos);
    }

    private <T> CompletionStage<T> attempt(
            String tag,
            int slot,
            Function<? super GridTransaction, ? extends CompletionStage<T>> body,
            int attempt,
            long deadline) {
        TransactionCalls own = new TransactionCalls(calls, tag, slot, bytesMax, deadline);
        return begin(body, view.apply(tag, own))
                .handle((result, error) -> {
                    TransactionCommit commit = own.finish();
                    if (own.hasConflict()) {
                        return again(tag, slot, body, attempt, deadline);
                    } else if (error != null) {
                        return isOverAfterConflicts(CallRunner.unwrap(error), attempt, deadline)
                                ? again(tag, slot, body, attempt, deadline)
                                : CompletableFuture.<T>failedFuture(error);
                    } else if (!own.mutates()) {
                        return CompletableFuture.completedFuture(result);
                    }
                    return runner.start(committing(slot, commit), deadline)
                            .thenCompose(done -> done
                                    ? CompletableFuture.completedFuture(result)
                                    : again(tag, slot, body, attempt, deadline));
                })
                .thenCompose(Function.identity());
    }

    private Call<Boolean, Boolean> committing(int slot, TransactionCommit commit) {
        return new Call<>(slot, commit, done -> {
            committed.accept(slot);
            return done;
        });
    }

    private static <T> CompletionStage<T> begin(
            Function<? super GridTransaction, ? extends CompletionStage<T>> body, GridTransaction transaction) {
        try {
            return body.apply(transaction);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private <T> CompletionStage<T> again(
            String tag,
            int slot,
            Function<? super GridTransaction, ? extends CompletionStage<T>> body,
            int attempts,
            long deadline) {
        try {
            checkTime(tag, attempts, deadline);
        } catch (TransactionConflictException over) {
            return CompletableFuture.failedFuture(over);
        }
        return attempt(tag, slot, body, attempts + 1, deadline);
    }

    /** A call that was cut short by the deadline because attempts before it had used the time up. */
    private boolean isOverAfterConflicts(Throwable thrown, int attempt, long deadline) {
        return attempt > 1 && thrown instanceof GridUnavailableException && deadline - calls.nanoTime() <= 0;
    }

    private void checkTime(String tag, int attempts, long deadline) {
        if (deadline - calls.nanoTime() <= 0) {
            throw new TransactionConflictException("a transaction on \"" + tag + "\" met changes of others " + attempts
                    + " times within " + deadlineNanos / 1_000_000 + " ms; nothing happened");
        }
    }

    private int slot(String tag) {
        return Slots.of(
                KeyCodec.encodeAny(Objects.requireNonNull(tag, "tag")),
                calls.slots().partitioned());
    }
}
