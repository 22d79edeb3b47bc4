package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.LargeValue;
import io.peergrid.store.ValueTag;
import io.peergrid.store.ValueType;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists: values in an order. */
final class ListType implements ValueType {
    @Override
    public byte tag() {
        return ValueTag.LIST;
    }

    @Override
    public byte @Nullable [] changePacked(@Nullable ByteSlice packed, ByteSlice changes) {
        if (changes.length() > 2 * ElementType.PACKED_BYTES) {
            return null;
        }
        Repacking repacking = new Repacking(packed);
        ListChanges.read(changes, repacking);
        return repacking.toBytes();
    }

    @Override
    public LargeValue large(@Nullable ByteSlice packed) {
        LargeList list = new LargeList();
        if (packed != null && packed.length() > 1) {
            list.insert(0, PackedList.run(packed));
        }
        return list;
    }

    /** A packed value under change. */
    private static final class Repacking implements ListChanges.Sink {
        private final List<ByteSlice> elements;

        Repacking(@Nullable ByteSlice packed) {
            elements = packed == null ? new ArrayList<>() : ListRun.elements(PackedList.run(packed));
        }

        @Override
        public void clear() {
            elements.clear();
        }

        @Override
        public void insert(int index, ByteSlice run) {
            elements.addAll(index, ListRun.elements(run));
        }

        @Override
        public void remove(int index, int count) {
            elements.subList(index, index + count).clear();
        }

        @Override
        public void set(int index, ByteSlice element) {
            elements.set(index, element);
        }

        byte @Nullable [] toBytes() {
            int bytes = elements.stream().mapToInt(ByteSlice::length).sum();
            if (elements.size() > ElementType.PACKED_ELEMENTS || bytes > ElementType.PACKED_BYTES) {
                return null;
            }
            WireWriter out = new WireWriter(bytes + 2 * elements.size() + 1).u8(ValueTag.LIST);
            elements.forEach(element -> element.writeTo(out));
            return out.toBytes();
        }
    }
}
