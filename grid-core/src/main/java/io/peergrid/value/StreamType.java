package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.LargeValue;
import io.peergrid.store.ValueTag;
import io.peergrid.store.ValueType;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/** Streams. A packed one is the changes that make it. */
final class StreamType implements ValueType {
    @Override
    public byte tag() {
        return ValueTag.STREAM;
    }

    @Override
    public byte @Nullable [] changePacked(@Nullable ByteSlice packed, ByteSlice changes) {
        if (changes.length() > 2 * ElementType.PACKED_BYTES) {
            return null;
        }
        LargeStream stream = PackedStream.read(packed);
        stream.change(changes);
        if (stream.hasMoreThan(ElementType.PACKED_ELEMENTS)) {
            return null;
        }
        WireWriter out = new WireWriter(256).u8(ValueTag.STREAM);
        stream.copyTo(out, null, Integer.MAX_VALUE);
        return out.size() > ElementType.PACKED_BYTES ? null : out.toBytes();
    }

    @Override
    public LargeValue large(@Nullable ByteSlice packed) {
        return PackedStream.read(packed);
    }
}
