package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.LargeValue;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A large set or hash: an {@link ElementTable}. Finding and changing an element takes constant time. Copied in the order of the members'
 * hashes. Under the slot's lock.
 */
class LargeElements implements LargeValue, ElementView {
    /** This object. */
    private static final int FIXED_BYTES = 24;

    private final ElementTable table;
    /** Elements of this hash and above are still to come; beyond all hashes if none are. */
    private long copiedTo = END;

    LargeElements(ElementForm form) {
        table = new ElementTable(form);
    }

    @Override
    public final void change(ByteSlice changes) {
        ElementChanges.read(changes, new ElementChanges.Sink() {
            @Override
            public void put(ByteSlice element) {
                if (ElementTable.hash(table.form().memberKey(element)) < copiedTo) {
                    LargeElements.this.put(element.toBytes());
                }
            }

            @Override
            public void remove(Key member) {
                LargeElements.this.remove(member);
            }
        });
    }

    /**
     * Puts an element in place of the one with the same member; returns that.
     *
     * @param element kept
     */
    byte @Nullable [] put(byte[] element) {
        return table.put(element);
    }

    /** Removes and returns the element of a member. */
    byte @Nullable [] remove(Key member) {
        return table.remove(member);
    }

    @Override
    public final byte @Nullable [] copyTo(WireWriter out, byte @Nullable [] cursor, int maxBytes) {
        long from = cursor == null ? 0 : new WireReader(cursor).varLong();
        long next = table.scan(from, element -> {
            ElementChanges.put(out, element);
            return out.size() < maxBytes;
        });
        return next == END ? null : new WireWriter(6).varLong(next).toBytes();
    }

    @Override
    public final void install(ByteSlice piece, byte @Nullable [] next) {
        copiedTo = next == null ? END : new WireReader(next).varLong();
        change(piece);
    }

    @Override
    public long heapBytes() {
        return FIXED_BYTES + table.heapBytes();
    }

    @Override
    public final int size() {
        return table.size();
    }

    @Override
    public final @Nullable ByteSlice find(Key member) {
        byte[] element = table.find(member);
        return element == null ? null : ByteSlice.of(element);
    }

    @Override
    public final long scan(long cursor, Predicate<ByteSlice> visitor) {
        return table.scan(cursor, visitor);
    }

    @Override
    public ByteSlice pick(long random) {
        return ByteSlice.of(table.pick(random));
    }
}
