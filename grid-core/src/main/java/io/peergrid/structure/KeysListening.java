package io.peergrid.structure;

import io.peergrid.EntryEvent;
import io.peergrid.GridException;
import io.peergrid.GridSubscription;
import io.peergrid.changes.EntryChanges;
import io.peergrid.changes.EntryTarget;
import io.peergrid.link.Interest;
import io.peergrid.map.CallRunner;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listening to keys of the plain keyspace. Thread-safe.
 *
 * @param changes null where nobody may listen: within a transaction or a pipeline
 */
record KeysListening(Names names, @Nullable EntryChanges changes) {
    private static final String SPECIAL = "*?[\\";

    CompletionStage<GridSubscription> listen(
            String pattern, Consumer<? super EntryEvent<String, Void>> listener, CallRunner runner) {
        if (changes == null) {
            throw new IllegalStateException("listeners are no part of transactions and pipelines: use the grid's keys");
        }
        Key key = names.key(pattern).physical();
        boolean one = pattern.chars().noneMatch(character -> SPECIAL.indexOf(character) >= 0);
        Interest interest = new Interest(one ? Interest.Kind.ENTRY : Interest.Kind.ENTRY_PATTERN, key);
        EntryTarget<String, Void> target = new EntryTarget<>(
                changed -> new String(changed.bytes(), StandardCharsets.UTF_8),
                value -> null,
                Objects.requireNonNull(listener, "a listener"));
        try {
            runner.calls().checkOpen();
            return changes.listen(interest, target, runner.deadline());
        } catch (GridException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
