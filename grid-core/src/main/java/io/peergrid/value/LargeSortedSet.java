package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.LargeValue;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A large sorted set: an {@link ElementTable} by member and a {@link RankTree} by score over the same arrays. Finding a score takes constant
 * time, all else O(log n). Copied in the order of the members' hashes, as sets are, which no score changes. Under the slot's lock.
 */
final class LargeSortedSet implements LargeValue, OrderedView {
    /** This object. */
    private static final int FIXED_BYTES = 32;

    private final ElementTable table = new ElementTable(ElementForm.SORTED_SET);
    private final RankTree tree = new RankTree();
    /** Elements of this hash and above are still to come; beyond all hashes if none are. */
    private long copiedTo = END;

    @Override
    public void change(ByteSlice changes) {
        ElementChanges.read(changes, new ElementChanges.Sink() {
            @Override
            public void put(ByteSlice element) {
                if (ElementTable.hash(ElementForm.SORTED_SET.memberKey(element)) < copiedTo) {
                    LargeSortedSet.this.put(element.toBytes());
                }
            }

            @Override
            public void remove(Key member) {
                byte[] before = table.remove(member);
                if (before != null) {
                    tree.remove(before);
                }
            }
        });
    }

    private void put(byte[] element) {
        byte[] before = table.put(element);
        if (before != null && ScoreOrder.compare(before, element) == 0) {
            tree.replace(element);
            return;
        }
        if (before != null) {
            tree.remove(before);
        }
        tree.insert(element);
    }

    @Override
    public byte @Nullable [] copyTo(WireWriter out, byte @Nullable [] cursor, int maxBytes) {
        long from = cursor == null ? 0 : new WireReader(cursor).varLong();
        long next = table.scan(from, element -> {
            ElementChanges.put(out, element);
            return out.size() < maxBytes;
        });
        return next == END ? null : new WireWriter(6).varLong(next).toBytes();
    }

    @Override
    public void install(ByteSlice piece, byte @Nullable [] next) {
        copiedTo = next == null ? END : new WireReader(next).varLong();
        change(piece);
    }

    @Override
    public long heapBytes() {
        return FIXED_BYTES + table.heapBytes() + tree.heapBytes();
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public @Nullable ByteSlice find(Key member) {
        byte[] element = table.find(member);
        return element == null ? null : ByteSlice.of(element);
    }

    @Override
    public long scan(long cursor, Predicate<ByteSlice> visitor) {
        return table.scan(cursor, visitor);
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
