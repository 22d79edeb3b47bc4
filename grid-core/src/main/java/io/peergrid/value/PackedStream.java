package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import org.jspecify.annotations.Nullable;

/** A stream that is small enough to be in its entry's array. */
public final class PackedStream {
    private PackedStream() {}

    /**
     * Reads one; what is done to the result does not change it.
     *
     * @param packed its tag first; null for an empty one
     */
    public static LargeStream read(@Nullable ByteSlice packed) {
        LargeStream stream = new LargeStream();
        if (packed != null) {
            stream.change(new ByteSlice(packed.source(), packed.offset() + 1, packed.length() - 1));
        }
        return stream;
    }
}
