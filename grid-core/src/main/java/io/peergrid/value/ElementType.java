package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.LargeValue;
import io.peergrid.store.ValueTag;
import io.peergrid.store.ValueType;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A set-like type: members, each at most once, with or without something belonging to them. */
public final class ElementType implements ValueType {
    public static final ElementType SET = new ElementType(ValueTag.SET, ElementForm.SET, LargeElements::new);
    public static final ElementType HASH = new ElementType(ValueTag.HASH, ElementForm.HASH, LargeElements::new);
    /** Members with scores; its views are {@link OrderedView}s. */
    public static final ElementType SORTED_SET =
            new ElementType(ValueTag.SORTED_SET, ElementForm.SORTED_SET, LargeSortedSet::new);

    /** What is packed has at most so many elements, and bytes. */
    static final int PACKED_ELEMENTS = 128;

    static final int PACKED_BYTES = 4_096;
    /** An array's header and its share of the table. */
    private static final int PLACE_BYTES = 16 + 7;

    private final byte tag;
    private final ElementForm form;
    private final Function<ElementForm, LargeValue> large;

    ElementType(byte tag, ElementForm form, Function<ElementForm, LargeValue> large) {
        this.tag = tag;
        this.form = form;
        this.large = large;
    }

    /** About what an element of so many bytes takes in a large value; 0 for a negative length. */
    public static long heapBytes(int length) {
        return length < 0 ? 0 : ElementTable.aligned(PLACE_BYTES + (long) length);
    }

    /** What an absent or packed value shows. */
    public ElementView view(@Nullable ByteSlice packed) {
        return form == ElementForm.SORTED_SET ? new PackedSortedSet(packed) : new PackedElements(form, packed);
    }

    @Override
    public byte tag() {
        return tag;
    }

    public ElementForm form() {
        return form;
    }

    @Override
    public byte @Nullable [] changePacked(@Nullable ByteSlice packed, ByteSlice changes) {
        if (changes.length() > 2 * PACKED_BYTES) {
            return null;
        }
        Repacking repacking = new Repacking(PackedElements.elements(packed));
        ElementChanges.read(changes, repacking);
        return repacking.toBytes();
    }

    @Override
    public LargeValue large(@Nullable ByteSlice packed) {
        LargeValue value = large.apply(form);
        WireWriter content = new WireWriter(packed == null ? 1 : packed.length() + 1);
        PackedElements.elements(packed).forEach(element -> ElementChanges.put(content, element));
        value.change(ByteSlice.of(content.toBytes()));
        return value;
    }

    /** A packed value under change. */
    private final class Repacking implements ElementChanges.Sink {
        private final List<ByteSlice> elements;
        private boolean tooLarge;

        Repacking(List<ByteSlice> elements) {
            this.elements = elements;
        }

        @Override
        public void put(ByteSlice element) {
            int at = PackedElements.indexOf(form, elements, form.memberKey(element));
            if (at >= 0) {
                elements.set(at, element);
            } else {
                elements.add(element);
                // Looked at here, so that a long list of changes does not cost its square.
                tooLarge |= elements.size() > 2 * PACKED_ELEMENTS;
            }
        }

        @Override
        public void remove(Key member) {
            int at = PackedElements.indexOf(form, elements, member);
            if (at >= 0) {
                elements.remove(at);
            }
        }

        byte @Nullable [] toBytes() {
            form.sort(elements);
            int bytes = elements.stream().mapToInt(ByteSlice::length).sum();
            return tooLarge || elements.size() > PACKED_ELEMENTS || bytes > PACKED_BYTES
                    ? null
                    : PackedElements.pack(tag, elements, bytes);
        }
    }
}
