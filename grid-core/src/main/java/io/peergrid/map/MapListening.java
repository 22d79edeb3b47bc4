package io.peergrid.map;

import io.peergrid.EntryEvent;
import io.peergrid.GridException;
import io.peergrid.GridSubscription;
import io.peergrid.changes.EntryChanges;
import io.peergrid.changes.EntryTarget;
import io.peergrid.link.Interest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listening to one map. Thread-safe.
 *
 * @param changes null where nobody may listen: within a transaction or a pipeline
 */
record MapListening<K, V>(MapCodec<K, V> codec, @Nullable EntryChanges changes) {

    CompletionStage<GridSubscription> toAll(
            boolean values, Consumer<? super EntryEvent<K, V>> listener, CallRunner runner) {
        Interest.Kind kind = values ? Interest.Kind.NAMESPACE_VALUES : Interest.Kind.NAMESPACE;
        return listen(new Interest(kind, Interest.ofNamespace(codec.namespace())), listener, runner);
    }

    CompletionStage<GridSubscription> toOne(K key, Consumer<? super EntryEvent<K, V>> listener, CallRunner runner) {
        return listen(new Interest(Interest.Kind.ENTRY, codec.key(key)), listener, runner);
    }

    private CompletionStage<GridSubscription> listen(
            Interest interest, Consumer<? super EntryEvent<K, V>> listener, CallRunner runner) {
        if (changes == null) {
            throw new IllegalStateException("listeners are no part of transactions and pipelines: use the grid's map");
        }
        EntryTarget<K, V> target = new EntryTarget<>(
                key -> codec.key(key.bytes()), codec::value, Objects.requireNonNull(listener, "a listener"));
        try {
            runner.calls().checkOpen();
            return changes.listen(interest, target, runner.deadline());
        } catch (GridException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
