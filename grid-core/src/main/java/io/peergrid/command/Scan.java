package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Glob;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a slot's keys in a namespace. A key that is present from the first page to the last is returned once or more;
 * others may or may not be. The cursor stays valid on every copy of the slot.
 *
 * @param cursor 0 at the start, then what the last page returned
 * @param pattern over the key's bytes, or null for all
 * @param count how many entries to look at, at most {@link #MAX_COUNT}; fewer or none may match
 * @param values whether the values come along, with metadata
 * @param type the tag of the collections to return, {@link ValueTag#RAW} for all single values, or {@link #ANY_TYPE}
 */
public record Scan(long namespace, long cursor, @Nullable Glob pattern, int count, boolean values, byte type)
        implements Command<Scan.Page> {
    /** The cursor of the last page. */
    public static final long END = -1;

    /** Values of all types. */
    public static final byte ANY_TYPE = 0;

    public static final int MAX_COUNT = 10_000;

    static final int NUMBER = 13;
    /** A page ends with the item that passes this. */
    private static final int PAGE_BYTES = 256 * 1024;

    /** @param next {@link #END} after the last page */
    public record Page(long next, List<Item> items) {}

    /** @param value null if only keys were asked for */
    public record Item(byte[] key, @Nullable StoredValue value) {}

    public Scan {
        count = Math.max(1, Math.min(count, MAX_COUNT));
    }

    static Scan readFrom(WireReader in, byte[] source) {
        long namespace = in.fixed64();
        long cursor = in.varLong();
        Glob pattern = in.bool() ? Glob.of(in.bytes()) : null;
        return new Scan(namespace, cursor, pattern, in.varInt(), in.bool(), (byte) in.u8());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.fixed64(namespace).varLong(cursor).bool(pattern != null);
        if (pattern != null) {
            out.bytes(pattern.toBytes());
        }
        out.varInt(count).bool(values).u8(type);
    }

    @Override
    public void execute(Execution execution) {
        WireWriter items = new WireWriter();
        int[] seen = new int[2];
        long next = execution.scan(namespace, cursor, entry -> {
            ByteSlice key = PackedEntry.key(entry);
            if (isOfType(entry) && (pattern == null || pattern.matches(key))) {
                seen[1]++;
                key.writeTo(items);
                if (values) {
                    StoredValue.write(items, entry, true, execution.nowMillis());
                }
            }
            return ++seen[0] < count && items.size() < PAGE_BYTES;
        });
        execution.answer().fixed64(next).bool(values).varInt(seen[1]).raw(items.toBytes(), 0, items.size());
    }

    private boolean isOfType(byte[] entry) {
        byte tag = PackedEntry.tag(entry);
        return type == ANY_TYPE || (ValueTag.isCollection(tag) ? ValueTag.typeOf(tag) == type : type == ValueTag.RAW);
    }

    @Override
    public Page readAnswer(WireReader in, byte[] source) {
        long next = in.fixed64();
        boolean withValues = in.bool();
        int size = in.count(1);
        List<Item> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(new Item(in.bytes(), withValues ? StoredValue.read(in, source) : null));
        }
        return new Page(next, items);
    }
}
