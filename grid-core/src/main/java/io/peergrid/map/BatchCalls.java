package io.peergrid.map;

import io.peergrid.BatchException;
import io.peergrid.GridException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.command.Command;
import io.peergrid.command.Expiry;
import io.peergrid.command.MultiGet;
import io.peergrid.command.MultiPut;
import io.peergrid.command.MultiRemove;
import io.peergrid.command.StoredValue;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.near.NearFill;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Operations on many keys: grouped by slot, one command a slot, one message per owner. A long batch goes in several rounds, so
 * that neither a round's bytes nor its open operations grow without bound. Thread-safe.
 */
final class BatchCalls<K, V> {
    private static final int ROUND_COMMANDS_MAX = 2_048;
    private static final int ROUND_BYTES_MAX = 4 << 20;
    private static final int COMMAND_ITEMS_MAX = 1_000;
    private static final int COMMAND_BYTES_MAX = 256 << 10;

    private final MapCodec<K, V> codec;
    private final CallRunner runner;
    private final NearUse<K, V> near;
    private final LocalReads<K, V> localReads;

    BatchCalls(MapCodec<K, V> codec, CallRunner runner, NearUse<K, V> near) {
        this.codec = codec;
        this.runner = runner;
        this.near = near;
        localReads = new LocalReads<>(codec, runner.calls(), runner.recorder());
    }

    /** A key or an entry on its way. */
    private record Item<K>(
            K key,
            Key encoded,
            int slot,
            @Nullable ByteSlice value,
            @Nullable NearFill<K> fill) {
        int bytes() {
            return encoded.length() + (value == null ? 0 : value.length());
        }
    }

    /** Some items of one slot, small enough for one command. */
    private record Group<K>(int slot, List<Item<K>> items) {}

    /** What this member may answer is read in the caller's thread; the rest is asked for. */
    CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys) {
        Map<K, V> found = new HashMap<>(2 * keys.size());
        List<Item<K>> elsewhere = new ArrayList<>();
        try {
            runner.calls().checkOpen();
            for (K key : keys) {
                Object copy = near.get(key);
                Object here = copy == null ? localReads.get(key) : near.value(copy);
                if (here == LocalReads.ELSEWHERE) {
                    elsewhere.add(asked(key));
                } else if (here != null) {
                    found.put(key, Objects.requireNonNull(localReads.value(here)));
                }
            }
        } catch (GridException e) {
            return CompletableFuture.failedFuture(e);
        }
        Batch<K, List<@Nullable StoredValue>> batch = new Batch<>(
                group(elsewhere), group -> new MultiGet(keys(group), near.read() != null), (group, values) -> {
                    for (int i = 0; i < values.size(); i++) {
                        V value = codec.value(values.get(i));
                        NearFill<K> fill = group.items().get(i).fill();
                        if (fill != null) {
                            MapCalls.keep(fill, value, values.get(i));
                        }
                        runner.recorder().read(value != null);
                        if (value != null) {
                            found.put(group.items().get(i).key(), value);
                        }
                    }
                });
        return batch.run().thenApply(done -> found);
    }

    CompletionStage<Void> putAll(Map<? extends K, ? extends V> entries, Expiry expiry) {
        List<Item<K>> items = new ArrayList<>(entries.size());
        entries.forEach((key, value) -> items.add(item(key, codec.value(value))));
        Batch<K, Long> batch =
                new Batch<>(group(items), group -> new MultiPut(entries(group), expiry), (group, version) -> {
                    wrote(group);
                    runner.recorder().put(group.items().size());
                });
        return batch.run();
    }

    CompletionStage<Long> removeAll(Collection<? extends K> keys) {
        List<Item<K>> items = new ArrayList<>(keys.size());
        for (K key : keys) {
            items.add(item(key, null));
        }
        long[] removed = new long[1];
        Batch<K, Integer> batch = new Batch<>(group(items), group -> new MultiRemove(keys(group)), (group, count) -> {
            wrote(group);
            runner.recorder().removed(count);
            removed[0] += count;
        });
        return batch.run().thenApply(done -> removed[0]);
    }

    private Item<K> item(K key, @Nullable ByteSlice value) {
        Key encoded = codec.key(key);
        return new Item<>(key, encoded, codec.slot(encoded), value, null);
    }

    private Item<K> asked(K key) {
        Key encoded = codec.key(key);
        return new Item<>(key, encoded, codec.slot(encoded), null, near.begin(key, encoded, codec));
    }

    private void wrote(Group<K> group) {
        if (near.written() != null) {
            group.items().forEach(item -> near.wrote(item.key()));
        }
    }

    private static <K> List<Key> keys(Group<K> group) {
        List<Key> keys = new ArrayList<>(group.items().size());
        for (Item<K> item : group.items()) {
            keys.add(item.encoded());
        }
        return keys;
    }

    private static <K> List<MultiPut.Item> entries(Group<K> group) {
        List<MultiPut.Item> entries = new ArrayList<>(group.items().size());
        for (Item<K> item : group.items()) {
            entries.add(new MultiPut.Item(item.encoded(), Objects.requireNonNull(item.value())));
        }
        return entries;
    }

    private static <K> List<Group<K>> group(List<Item<K>> items) {
        items.sort(Comparator.comparingInt(Item::slot));
        List<Group<K>> groups = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= items.size(); i++) {
            int slot = items.get(from).slot();
            if (i == items.size() || items.get(i).slot() != slot) {
                for (List<Item<K>> part :
                        cut(items.subList(from, i), Item::bytes, COMMAND_ITEMS_MAX, COMMAND_BYTES_MAX)) {
                    groups.add(new Group<>(slot, part));
                }
                from = i;
            }
        }
        return groups;
    }

    /** Cuts a list so that no part exceeds a bound, except that each has at least one element. */
    private static <T> List<List<T>> cut(List<T> all, ToIntFunction<T> bytesOf, int countMax, long bytesMax) {
        List<List<T>> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            long more = bytesOf.applyAsInt(all.get(i));
            if (i > from && (i - from == countMax || bytes + more > bytesMax)) {
                parts.add(all.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        if (from < all.size()) {
            parts.add(all.subList(from, all.size()));
        }
        return parts;
    }

    /** Takes in the answer to one group. */
    private interface Collector<K, R> {
        void take(Group<K> group, R result);
    }

    /** One batch under way: round after round on the callback executor, so by one thread at a time. */
    private final class Batch<I, R> {
        private final List<List<Group<I>>> rounds;
        private final Function<Group<I>, Command<R>> command;
        private final Collector<I, R> collector;
        private final long deadline = runner.deadline();
        private int done;
        private int notDone;
        private int unknown;
        private @Nullable GridException firstError;

        Batch(List<Group<I>> groups, Function<Group<I>, Command<R>> command, Collector<I, R> collector) {
            this.command = command;
            this.collector = collector;
            rounds = cut(
                    groups,
                    group -> group.items().stream().mapToInt(Item::bytes).sum(),
                    ROUND_COMMANDS_MAX,
                    ROUND_BYTES_MAX);
        }

        CompletionStage<Void> run() {
            try {
                runner.calls().checkOpen();
            } catch (GridException e) {
                return CompletableFuture.failedFuture(e);
            }
            return round(0);
        }

        private CompletionStage<Void> round(int index) {
            if (index == rounds.size()) {
                return finished();
            }
            List<Group<I>> groups = rounds.get(index);
            List<Call<R, ?>> batch = new ArrayList<>(groups.size());
            for (Group<I> group : groups) {
                batch.add(new Call<>(group.slot(), command.apply(group), Function.identity()));
            }
            return runner.startAll(batch, deadline).thenCompose(outcomes -> {
                for (int i = 0; i < outcomes.size(); i++) {
                    take(groups.get(i), outcomes.get(i));
                }
                return round(index + 1);
            });
        }

        private void take(Group<I> group, Outcome<R> outcome) {
            int keys = group.items().size();
            if (outcome instanceof Outcome.Done<R> good) {
                collector.take(group, good.result());
                done += keys;
            } else if (outcome instanceof Outcome.Failed<R> bad) {
                if (bad.error() instanceof OutcomeUnknownException) {
                    unknown += keys;
                } else {
                    notDone += keys;
                }
                firstError = firstError == null ? bad.error() : firstError;
            }
        }

        private CompletionStage<Void> finished() {
            GridException error = firstError;
            return error == null
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new BatchException(done, notDone, unknown, error));
        }
    }
}
