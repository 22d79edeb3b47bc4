package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A small sorted set in one array, its elements in order. Immutable. */
final class PackedSortedSet extends PackedElements implements OrderedView {
    private final List<ByteSlice> elements;

    PackedSortedSet(@Nullable ByteSlice packed) {
        this(elements(packed));
    }

    private PackedSortedSet(List<ByteSlice> elements) {
        super(ElementForm.SORTED_SET, elements);
        this.elements = elements;
    }

    @Override
    public int countBelow(Predicate<ByteSlice> below) {
        int from = 0;
        int to = elements.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (below.test(elements.get(middle))) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor) {
        for (int i = from; i < to; i++) {
            visitor.accept(elements.get(down ? to - 1 - (i - from) : i));
        }
    }
}
