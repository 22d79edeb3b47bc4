package io.peergrid.map;

import io.peergrid.GridEntry;
import io.peergrid.command.Expiry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Read, decide at the caller, swap by version; again if another writer was faster, under the call's deadline. Each conflict means
 * that somebody else's change took place. Thread-safe.
 */
final class Swaps<K, V> {
    private final MapCalls<K, V> calls;
    private final CallRunner runner;

    Swaps(MapCalls<K, V> calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    /** Blocks; decides in the caller's thread. */
    Change.Result<V> run(K key, Function<@Nullable V, Change<V>> decide) {
        long deadline = runner.deadline();
        for (int conflicts = 0; ; conflicts++) {
            GridEntry<K, V> entry = runner.run(calls.getEntry(key), deadline);
            V present = entry == null ? null : entry.value();
            Change<V> change = decide.apply(present);
            Call<?, Boolean> swap = swap(key, entry, change);
            if (swap == null) {
                return new Change.Result<>(false, present);
            }
            if (runner.run(swap, deadline)) {
                return new Change.Result<>(true, after(change));
            }
            runner.checkConflict(key, conflicts, deadline);
        }
    }

    /** Returns at once; decides on the callback executor. */
    CompletionStage<Change.Result<V>> start(K key, Function<@Nullable V, Change<V>> decide) {
        return start(key, decide, 0, runner.deadline());
    }

    private CompletionStage<Change.Result<V>> start(
            K key, Function<@Nullable V, Change<V>> decide, int conflicts, long deadline) {
        return runner.start(calls.getEntry(key), deadline).thenCompose(entry -> {
            V present = entry == null ? null : entry.value();
            Change<V> change = decide.apply(present);
            Call<?, Boolean> swap = swap(key, entry, change);
            if (swap == null) {
                return CompletableFuture.completedFuture(new Change.Result<>(false, present));
            }
            return runner.start(swap, deadline).thenCompose(done -> {
                if (done) {
                    return CompletableFuture.completedFuture(new Change.Result<>(true, after(change)));
                }
                runner.checkConflict(key, conflicts, deadline);
                return start(key, decide, conflicts + 1, deadline);
            });
        });
    }

    private @Nullable Call<?, Boolean> swap(K key, @Nullable GridEntry<K, V> entry, Change<V> change) {
        long version = entry == null ? 0 : entry.version();
        if (change instanceof Change.To<V> to) {
            return calls.compareAndSet(key, version, to.value(), Expiry.KEEP);
        }
        return change instanceof Change.Gone<V> ? calls.compareAndDelete(key, version) : null;
    }

    private static <V> @Nullable V after(Change<V> change) {
        return change instanceof Change.To<V> to ? to.value() : null;
    }
}
