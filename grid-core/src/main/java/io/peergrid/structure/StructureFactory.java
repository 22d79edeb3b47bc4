package io.peergrid.structure;

import io.peergrid.GridBitmap;
import io.peergrid.GridBucket;
import io.peergrid.GridCounter;
import io.peergrid.GridDeque;
import io.peergrid.GridHash;
import io.peergrid.GridHyperLogLog;
import io.peergrid.GridKeys;
import io.peergrid.GridRateLimiter;
import io.peergrid.GridSet;
import io.peergrid.GridSortedSet;
import io.peergrid.GridStream;
import io.peergrid.RateLimit;
import io.peergrid.changes.EntryChanges;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotCalls;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the handles of a member's named structures. Thread-safe. */
public final class StructureFactory {
    private final KeyspaceLimits limits;
    private final ValueTypes types;
    private final CallRunner runner;
    private final Duration deadline;
    private final Names names;
    private final @Nullable EntryChanges changes;
    private final Seeds seeds;

    /**
     * @param deadline how long a call may take
     * @param changes for listeners; null where there are none
     */
    public StructureFactory(
            SlotCalls calls,
            KeyspaceLimits limits,
            ValueTypes types,
            Duration deadline,
            @Nullable EntryChanges changes) {
        this.changes = changes;
        this.limits = limits;
        this.types = types;
        this.deadline = deadline;
        runner = new CallRunner(calls, deadline);
        names = new Names(limits, calls.slots().partitioned());
        seeds = new Seeds(calls::nanoTime);
    }

    /** The same structures over another way of calling slots, without listeners. */
    public StructureFactory over(SlotCalls calls) {
        return new StructureFactory(calls, limits, types, deadline, null);
    }

    public GridCounter counter(String name) {
        return new DistributedCounter(new CounterCalls(names.key(name)), runner);
    }

    public <V> GridBucket<V> bucket(String name, Class<V> valueType) {
        return new DistributedBucket<>(new BucketCalls<>(names.key(name), values(valueType)), runner);
    }

    public <F, V> GridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType) {
        Members<F> fields = new Members<>(KeyCodec.of(fieldType));
        return new DistributedHash<>(new HashCalls<>(names.key(name), fields, values(valueType), seeds), runner);
    }

    public <E> GridSet<E> set(String name, Class<E> elementType) {
        Members<E> elements = new Members<>(KeyCodec.of(elementType));
        return new DistributedSet<>(new SetCalls<>(names.key(name), elements, seeds, names), runner);
    }

    public <E> GridDeque<E> deque(String name, Class<E> elementType) {
        return new DistributedDeque<>(new DequeCalls<>(names.key(name), values(elementType), names), runner);
    }

    public <E> GridSortedSet<E> sortedSet(String name, Class<E> elementType) {
        Members<E> elements = new Members<>(KeyCodec.of(elementType));
        return new DistributedSortedSet<>(new SortedSetCalls<>(names.key(name), elements, seeds, names), runner);
    }

    public <V> GridStream<V> stream(String name, Class<V> valueType) {
        return new DistributedStream<>(new StreamCalls<>(names.key(name), values(valueType)), runner);
    }

    public <E> GridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType) {
        Members<E> elements = new Members<>(KeyCodec.of(elementType));
        return new DistributedHyperLogLog<>(new HyperLogLogCalls<>(names.key(name), elements, names), runner);
    }

    public GridBitmap bitmap(String name) {
        return new DistributedBitmap(new BitmapCalls(names.key(name), names), runner);
    }

    public GridRateLimiter rateLimiter(String name, RateLimit limit) {
        Objects.requireNonNull(limit, "a limit");
        return new DistributedRateLimiter(new RateCalls(names.key(name), limit), runner);
    }

    public GridKeys keys() {
        return new DistributedKeys(new KeysCalls(names, seeds), runner, new KeysListening(names, changes));
    }

    private <V> TypedValues<V> values(Class<V> type) {
        return new TypedValues<>(type, types.codec(type), limits.maxValueBytes());
    }
}
