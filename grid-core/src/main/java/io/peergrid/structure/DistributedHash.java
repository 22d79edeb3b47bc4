package io.peergrid.structure;

import io.peergrid.AsyncGridHash;
import io.peergrid.GridHash;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.map.CallRunner;
import io.peergrid.map.PageIterator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a hash. Thread-safe. */
final class DistributedHash<F, V> implements GridHash<F, V>, DistributedStructure {
    private final HashCalls<F, V> calls;
    private final CallRunner runner;

    DistributedHash(HashCalls<F, V> calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public KeyCalls key() {
        return calls.key();
    }

    @Override
    public CallRunner runner() {
        return runner;
    }

    @Override
    public AsyncGridHash<F, V> async() {
        return new AsyncDistributedHash<>(calls, runner);
    }

    @Override
    public GridHash<F, V> withDeadline(Duration deadline) {
        return new DistributedHash<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public boolean put(F field, V value) {
        return runner.run(calls.put(field, value));
    }

    @Override
    public int putAll(Map<? extends F, ? extends V> fields) {
        return runner.run(calls.putAll(fields));
    }

    @Override
    public boolean putIfAbsent(F field, V value) {
        return runner.run(calls.putIfAbsent(field, value));
    }

    @Override
    public @Nullable V get(F field) {
        return runner.run(calls.get(field));
    }

    @Override
    public Map<F, V> getAll(Collection<? extends F> fields) {
        return runner.run(calls.getAll(fields));
    }

    @Override
    public boolean remove(F field) {
        return runner.run(calls.remove(field));
    }

    @Override
    public int removeAll(Collection<? extends F> fields) {
        return runner.run(calls.removeAll(fields));
    }

    @Override
    public boolean containsField(F field) {
        return runner.run(calls.containsField(field));
    }

    @Override
    public int size() {
        return runner.run(calls.size());
    }

    @Override
    public int valueLength(F field) {
        return runner.run(calls.valueLength(field));
    }

    @Override
    public Map<F, V> toMap() {
        return runner.run(calls.toMap());
    }

    @Override
    public Set<F> fields() {
        return runner.run(calls.allFields());
    }

    @Override
    public List<V> values() {
        return runner.run(calls.allValues());
    }

    @Override
    public long addAndGet(F field, long delta) {
        return runner.run(calls.addAndGet(field, delta));
    }

    @Override
    public BigDecimal addAndGet(F field, BigDecimal delta) {
        return runner.run(calls.addAndGet(field, delta));
    }

    @Override
    public @Nullable F randomField() {
        return runner.run(calls.randomField());
    }

    @Override
    public List<F> randomFields(int count) {
        return runner.run(calls.randomFields(count));
    }

    @Override
    public ScanPage<Map.Entry<F, V>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.run(calls.scan(cursor, pattern, count));
    }

    @Override
    public Iterable<Map.Entry<F, V>> entries() {
        return () ->
                new PageIterator<>(cursor -> scan(cursor, null, PageIterator.PAGE), entry -> remove(entry.getKey()));
    }
}
