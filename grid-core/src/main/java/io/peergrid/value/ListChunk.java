package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Neighbouring elements of a large list, and the part of a {@link ListTree} below them. Not thread-safe. */
final class ListChunk {
    /** This object and the header of its array. */
    private static final int FIXED_BYTES = 48 + 16;

    /** Never changed in place: what reads it may keep slices of it. */
    byte[] run;

    int count;
    /** No other chunk of the list ever has the same. */
    final long identity;

    @Nullable
    ListChunk left;

    @Nullable
    ListChunk right;

    int height = 1;
    /** Elements here and in the chunks below. */
    int total;

    ListChunk(long identity, byte[] run) {
        this.identity = identity;
        this.run = run;
        count = ListRun.count(ByteSlice.of(run));
        total = count;
    }

    ByteSlice slice() {
        return ByteSlice.of(run);
    }

    long heapBytes() {
        return heapBytes(run.length);
    }

    static long heapBytes(int length) {
        return ElementTable.aligned(FIXED_BYTES + (long) length);
    }

    static int total(@Nullable ListChunk chunk) {
        return chunk == null ? 0 : chunk.total;
    }
}
