package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A small list in one array: tag, then each element behind its length. Immutable. */
public final class PackedList implements ListView {
    private final List<ByteSlice> elements;

    /** @param packed tag first; null for an empty one */
    public PackedList(@Nullable ByteSlice packed) {
        elements = packed == null ? List.of() : ListRun.elements(run(packed));
    }

    static ByteSlice run(ByteSlice packed) {
        return new ByteSlice(packed.source(), packed.offset() + 1, packed.length() - 1);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public ByteSlice get(int index) {
        return elements.get(index);
    }

    @Override
    public void forwards(int from, Predicate<ByteSlice> visitor) {
        for (int i = from; i < elements.size() && visitor.test(elements.get(i)); ) {
            i++;
        }
    }

    @Override
    public void backwards(int from, Predicate<ByteSlice> visitor) {
        for (int i = from; i >= 0 && visitor.test(elements.get(i)); ) {
            i--;
        }
    }
}
