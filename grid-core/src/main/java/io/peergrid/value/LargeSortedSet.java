package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A large sorted set: the elements by member, and a {@link RankTree} by score over the same arrays. Finding a score takes constant time, all
 * else O(log n). No score changes the order in which it is copied. Under the slot's lock.
 */
final class LargeSortedSet extends LargeElements implements OrderedView {
    /** What this object has besides its elements. */
    private static final int FIXED_BYTES = 8;

    private final RankTree tree = new RankTree();

    LargeSortedSet(ElementForm form) {
        super(form);
    }

    @Override
    byte @Nullable [] put(byte[] element) {
        byte[] before = super.put(element);
        if (before != null && ScoreOrder.compare(before, element) == 0) {
            tree.replace(element);
            return before;
        }
        if (before != null) {
            tree.remove(before);
        }
        tree.insert(element);
        return before;
    }

    @Override
    byte @Nullable [] remove(Key member) {
        byte[] before = super.remove(member);
        if (before != null) {
            tree.remove(before);
        }
        return before;
    }

    @Override
    public long heapBytes() {
        return super.heapBytes() + FIXED_BYTES + tree.heapBytes();
    }

    @Override
    public ByteSlice pick(long random) {
        return ByteSlice.of(tree.at((int) Long.remainderUnsigned(random, tree.size())));
    }

    @Override
    public int countBelow(Predicate<ByteSlice> below) {
        return tree.countBelow(below);
    }

    @Override
    public void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor) {
        tree.visit(from, to, down, visitor);
    }
}
