package io.peergrid.structure;

import io.peergrid.AsyncGridHash;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.map.CallRunner;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a hash. Thread-safe. */
final class AsyncDistributedHash<F, V> extends AsyncDistributedStructure implements AsyncGridHash<F, V> {
    private final HashCalls<F, V> calls;

    AsyncDistributedHash(HashCalls<F, V> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> put(F field, V value) {
        return runner.start(calls.put(field, value));
    }

    @Override
    public CompletionStage<Integer> putAll(Map<? extends F, ? extends V> fields) {
        return runner.start(calls.putAll(fields));
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(F field, V value) {
        return runner.start(calls.putIfAbsent(field, value));
    }

    @Override
    public CompletionStage<@Nullable V> get(F field) {
        return runner.start(calls.get(field));
    }

    @Override
    public CompletionStage<Map<F, V>> getAll(Collection<? extends F> fields) {
        return runner.start(calls.getAll(fields));
    }

    @Override
    public CompletionStage<Boolean> remove(F field) {
        return runner.start(calls.remove(field));
    }

    @Override
    public CompletionStage<Integer> removeAll(Collection<? extends F> fields) {
        return runner.start(calls.removeAll(fields));
    }

    @Override
    public CompletionStage<Boolean> containsField(F field) {
        return runner.start(calls.containsField(field));
    }

    @Override
    public CompletionStage<Integer> size() {
        return runner.start(calls.size());
    }

    @Override
    public CompletionStage<Integer> valueLength(F field) {
        return runner.start(calls.valueLength(field));
    }

    @Override
    public CompletionStage<Map<F, V>> toMap() {
        return runner.start(calls.toMap());
    }

    @Override
    public CompletionStage<Set<F>> fields() {
        return runner.start(calls.allFields());
    }

    @Override
    public CompletionStage<List<V>> values() {
        return runner.start(calls.allValues());
    }

    @Override
    public CompletionStage<Long> addAndGet(F field, long delta) {
        return runner.start(calls.addAndGet(field, delta));
    }

    @Override
    public CompletionStage<BigDecimal> addAndGet(F field, BigDecimal delta) {
        return runner.start(calls.addAndGet(field, delta));
    }

    @Override
    public CompletionStage<@Nullable F> randomField() {
        return runner.start(calls.randomField());
    }

    @Override
    public CompletionStage<List<F>> randomFields(int count) {
        return runner.start(calls.randomFields(count));
    }

    @Override
    public CompletionStage<ScanPage<Map.Entry<F, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.start(calls.scan(cursor, pattern, count));
    }
}
