package io.peergrid.structure;

import io.peergrid.AsyncGridBitmap;
import io.peergrid.map.CallRunner;
import java.util.BitSet;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** The asynchronous skin of a bitmap. Thread-safe. */
final class AsyncDistributedBitmap extends AsyncDistributedStructure implements AsyncGridBitmap {
    private final BitmapCalls calls;

    AsyncDistributedBitmap(BitmapCalls calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> get(long index) {
        return runner.start(calls.get(index));
    }

    @Override
    public CompletionStage<Boolean> set(long index, boolean value) {
        return runner.start(calls.set(index, value));
    }

    @Override
    public CompletionStage<Long> size() {
        return runner.start(calls.size());
    }

    @Override
    public CompletionStage<Long> cardinality() {
        return runner.start(calls.cardinality());
    }

    @Override
    public CompletionStage<Long> cardinality(long first, long last) {
        return runner.start(calls.cardinality(first, last));
    }

    @Override
    public CompletionStage<Long> nextSet(long from) {
        return runner.start(calls.nextSet(from));
    }

    @Override
    public CompletionStage<Long> nextClear(long from) {
        return runner.start(calls.nextClear(from));
    }

    @Override
    public CompletionStage<BitSet> toBitSet() {
        return runner.start(calls.toBitSet());
    }

    @Override
    public CompletionStage<Long> storeAnd(Collection<String> bitmaps) {
        return runner.start(calls.storeAnd(bitmaps));
    }

    @Override
    public CompletionStage<Long> storeOr(Collection<String> bitmaps) {
        return runner.start(calls.storeOr(bitmaps));
    }

    @Override
    public CompletionStage<Long> storeXor(Collection<String> bitmaps) {
        return runner.start(calls.storeXor(bitmaps));
    }

    @Override
    public CompletionStage<Long> storeNot(String bitmap) {
        return runner.start(calls.storeNot(bitmap));
    }
}
