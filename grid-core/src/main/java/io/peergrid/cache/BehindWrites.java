package io.peergrid.cache;

import io.peergrid.GridEntry;
import io.peergrid.command.Expiry;
import io.peergrid.command.Get;
import io.peergrid.command.StoredValue;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.backlog.WriteLater;
import io.peergrid.map.Call;
import io.peergrid.map.Change;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.writebehind.BehindCalls;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Write-behind: the change and the note that the store has to hear of it in one step, swapped by version. Thread-safe. */
final class BehindWrites<K, V> implements Writes<K, V> {
    private final Function<K, Key> keys;
    private final CachedValues<V> form;
    private final Lifetimes<K, V> lifetimes;
    private final Loads<K, V> loads;
    private final IntConsumer changed;

    BehindWrites(
            Function<K, Key> keys,
            CachedValues<V> form,
            Lifetimes<K, V> lifetimes,
            Loads<K, V> loads,
            IntConsumer changed) {
        this.changed = changed;
        this.loads = loads;
        this.keys = keys;
        this.form = form;
        this.lifetimes = lifetimes;
    }

    /** @param version to be expected when it is changed */
    private record Seen<K, V>(@Nullable GridEntry<K, V> present, long version) {}

    @Override
    public Written<V> change(Order<K, V> order) {
        Key key = keys.apply(order.key());
        long deadline = order.runner().deadline();
        for (int conflicts = 0; ; conflicts++) {
            Seen<K, V> seen = look(order, key);
            V before = seen.present() == null ? null : seen.present().value();
            Change<V> change = order.decide().apply(seen.present());
            if (change instanceof Change.None<V>) {
                return new Written<>(false, before, before);
            }
            V after = change instanceof Change.To<V> to ? to.value() : null;
            boolean done =
                    order.runner().run(write(order, key, seen.version(), after)).done();
            changed.accept(key.slot(order.runner().calls().slots()));
            if (done) {
                return new Written<>(true, before, after);
            }
            order.runner().checkConflict(order.key(), conflicts, deadline);
        }
    }

    /** What the cache does not have any more may still wait for the store. */
    private Seen<K, V> look(Order<K, V> order, Key key) {
        GridEntry<K, CachedValue<V>> found = order.entries().getEntry(order.key());
        GridEntry<K, V> present = PlainWrites.present(found, lifetimes);
        if (present != null) {
            return new Seen<>(present, present.version());
        }
        BacklogMark waiting = waiting(order, key);
        ByteSlice value = waiting == null ? null : waiting.value();
        if (waiting == null || value == null) {
            GridEntry<K, V> row = waiting == null && order.ofRow() ? loads.row(order.key()) : null;
            return new Seen<>(row, found == null ? 0 : found.version());
        }
        V row = form.decode(value).value();
        long version = found == null ? waiting.version() : found.version();
        return new Seen<>(new GridEntry<>(order.key(), row, version, null), version);
    }

    private @Nullable BacklogMark waiting(Order<K, V> order, Key key) {
        int slot = key.slot(order.runner().calls().slots());
        Call<Optional<StoredValue>, Optional<StoredValue>> read =
                new Call<>(slot, new Get(BacklogMark.keyOf(key), false), Function.identity());
        return order.runner()
                .run(read)
                .map(stored -> BacklogMark.read(stored.value()))
                .orElse(null);
    }

    private Call<WriteLater.Result, WriteLater.Result> write(
            Order<K, V> order, Key key, long version, @Nullable V after) {
        int slot = key.slot(order.runner().calls().slots());
        if (after == null) {
            return BehindCalls.write(slot, key, version, null, Expiry.NEVER, false);
        }
        CachedValue<V> value = lifetimes.begin(order.key(), after, 0, order.timeToLive());
        return BehindCalls.write(slot, key, version, ByteSlice.of(form.encode(value)), lifetimes.expiry(value), false);
    }
}
