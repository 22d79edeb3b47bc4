package io.peergrid.structure;

import io.peergrid.AsyncGridBitmap;
import io.peergrid.GridBitmap;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;

/** The blocking skin of a bitmap. Thread-safe. */
final class DistributedBitmap implements GridBitmap, DistributedStructure {
    private final BitmapCalls calls;
    private final CallRunner runner;

    DistributedBitmap(BitmapCalls calls, CallRunner runner) {
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
    public AsyncGridBitmap async() {
        return new AsyncDistributedBitmap(calls, runner);
    }

    @Override
    public GridBitmap withDeadline(Duration deadline) {
        return new DistributedBitmap(calls, runner.withDeadline(deadline));
    }

    @Override
    public boolean get(long index) {
        return runner.run(calls.get(index));
    }

    @Override
    public boolean set(long index, boolean value) {
        return runner.run(calls.set(index, value));
    }

    @Override
    public long size() {
        return runner.run(calls.size());
    }

    @Override
    public long cardinality() {
        return runner.run(calls.cardinality());
    }

    @Override
    public long cardinality(long first, long last) {
        return runner.run(calls.cardinality(first, last));
    }

    @Override
    public long nextSet(long from) {
        return runner.run(calls.nextSet(from));
    }

    @Override
    public long nextClear(long from) {
        return runner.run(calls.nextClear(from));
    }

    @Override
    public BitSet toBitSet() {
        return runner.run(calls.toBitSet());
    }

    @Override
    public long storeAnd(Collection<String> bitmaps) {
        return runner.run(calls.storeAnd(bitmaps));
    }

    @Override
    public long storeOr(Collection<String> bitmaps) {
        return runner.run(calls.storeOr(bitmaps));
    }

    @Override
    public long storeXor(Collection<String> bitmaps) {
        return runner.run(calls.storeXor(bitmaps));
    }

    @Override
    public long storeNot(String bitmap) {
        return runner.run(calls.storeNot(bitmap));
    }
}
