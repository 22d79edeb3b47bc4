package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A small set-like collection in one array: tag, then each element behind its length, in the form's order or that in which they came. Immutable. */
public sealed class PackedElements implements ElementView permits PackedSortedSet {
    private final ElementForm form;
    private final List<ByteSlice> elements;

    /** @param packed tag first; null for an empty one */
    public PackedElements(ElementForm form, @Nullable ByteSlice packed) {
        this(form, elements(packed));
    }

    PackedElements(ElementForm form, List<ByteSlice> elements) {
        this.form = form;
        this.elements = elements;
    }

    static List<ByteSlice> elements(@Nullable ByteSlice packed) {
        List<ByteSlice> elements = new ArrayList<>();
        if (packed != null) {
            WireReader in = new WireReader(packed.source(), packed.offset() + 1, packed.length() - 1);
            while (in.remaining() > 0) {
                elements.add(ByteSlice.readFrom(in, packed.source()));
            }
        }
        return elements;
    }

    static byte[] pack(byte tag, List<ByteSlice> elements, int bytes) {
        WireWriter out = new WireWriter(bytes + elements.size() * 2 + 1).u8(tag);
        for (ByteSlice element : elements) {
            element.writeTo(out);
        }
        return out.toBytes();
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public @Nullable ByteSlice find(Key member) {
        int at = indexOf(form, elements, member);
        return at < 0 ? null : elements.get(at);
    }

    static int indexOf(ElementForm form, List<ByteSlice> elements, Key member) {
        for (int i = 0; i < elements.size(); i++) {
            if (form.isOf(elements.get(i), member)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public long scan(long cursor, Predicate<ByteSlice> visitor) {
        for (ByteSlice element : elements) {
            boolean unused = visitor.test(element);
        }
        return END;
    }

    @Override
    public ByteSlice pick(long random) {
        return elements.get((int) Long.remainderUnsigned(random, elements.size()));
    }
}
