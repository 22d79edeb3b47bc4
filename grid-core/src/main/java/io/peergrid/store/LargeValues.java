package io.peergrid.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The large values of one slot. An entry refers to one by its handle, so that the table of entries, which is read without a
 * lock, holds arrays that never change and nothing else. Under the slot's lock.
 */
final class LargeValues {
    private static final int LEAST_CAPACITY = 2;
    /** A value's place in both arrays. */
    private static final int PLACE_BYTES = 12;

    private @Nullable LargeValue[] values = new @Nullable LargeValue[LEAST_CAPACITY];
    private long[] identities = new long[LEAST_CAPACITY];
    private int used;
    private long nextIdentity = 1;
    private long bytes;

    /** Returns the handle. */
    int add(LargeValue value) {
        int handle = 0;
        while (handle < used && values[handle] != null) {
            handle++;
        }
        if (handle == values.length) {
            values = Arrays.copyOf(values, handle * 2);
            identities = Arrays.copyOf(identities, handle * 2);
        }
        used = Math.max(used, handle + 1);
        values[handle] = value;
        identities[handle] = nextIdentity++;
        bytes += value.heapBytes();
        return handle;
    }

    LargeValue get(int handle) {
        LargeValue value = values[handle];
        if (value == null) {
            throw new IllegalStateException("no large value has the handle " + handle);
        }
        return value;
    }

    /** Never the same for two values of this slot, one after the other. */
    long identity(int handle) {
        return identities[handle];
    }

    void remove(int handle) {
        bytes -= get(handle).heapBytes();
        values[handle] = null;
    }

    void change(int handle, ByteSlice changes) {
        LargeValue value = get(handle);
        bytes -= value.heapBytes();
        value.change(changes);
        bytes += value.heapBytes();
    }

    void install(int handle, ByteSlice piece, byte @Nullable [] next) {
        LargeValue value = get(handle);
        bytes -= value.heapBytes();
        value.install(piece, next);
        bytes += value.heapBytes();
    }

    /** Heap bytes of all of them. */
    long bytes() {
        return bytes + (long) values.length * PLACE_BYTES;
    }
}
