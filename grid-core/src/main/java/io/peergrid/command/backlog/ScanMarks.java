package io.peergrid.command.backlog;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Scan;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a slot has still to store of a cache; a key that waits from the first page to the last is returned once or more.
 *
 * @param cache the namespace of the cache's entries
 * @param cursor 0 at the start, then what the last page returned
 * @param parkedOnly whether others are passed over
 * @param values whether values come along
 */
public record ScanMarks(long cache, long cursor, boolean parkedOnly, boolean values)
        implements Command<ScanMarks.Page> {
    public static final int NUMBER = 275;

    private static final int PAGE_ENTRIES = 1_000;
    private static final int PAGE_BYTES = 256 * 1024;
    private static final int LEAST_BYTES = 24;

    /** @param next {@link Scan#END} after the last page */
    public record Page(long next, List<Item> items) {}

    /** @param mark without its value unless that was asked for; see {@link #deletes} */
    public record Item(byte[] key, BacklogMark mark, boolean deletes) {}

    public static ScanMarks readFrom(WireReader in) {
        return new ScanMarks(in.fixed64(), in.varLong(), in.bool(), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.fixed64(cache).varLong(cursor).bool(parkedOnly).bool(values);
    }

    @Override
    public void execute(Execution execution) {
        long namespace = Keyspaces.backlogOf(cache);
        WireWriter items = new WireWriter();
        int[] seen = new int[2];
        long next = Scan.END;
        if (execution.size(namespace) > 0) {
            next = execution.scan(namespace, cursor, entry -> {
                BacklogMark mark = BacklogMark.read(PackedEntry.value(entry));
                if (!parkedOnly || mark.parked()) {
                    seen[1]++;
                    write(items, PackedEntry.key(entry), mark);
                }
                return ++seen[0] < PAGE_ENTRIES && items.size() < PAGE_BYTES;
            });
        }
        execution.answer().fixed64(next).varInt(seen[1]).raw(items.toBytes(), 0, items.size());
    }

    private void write(WireWriter out, ByteSlice key, BacklogMark mark) {
        key.writeTo(out);
        ByteSlice shown = values ? mark.value() : null;
        out.fixed64(mark.version())
                .fixed64(mark.firstVersion())
                .varLong(mark.firstMillis())
                .varInt(mark.attempts())
                .varLong(mark.notBeforeMillis())
                .bool(mark.parked())
                .string(mark.error())
                .bool(mark.isDelete())
                .bool(shown != null);
        if (shown != null) {
            shown.writeTo(out);
        }
    }

    @Override
    public Page readAnswer(WireReader in, byte[] source) {
        long next = in.fixed64();
        int size = in.count(LEAST_BYTES);
        List<Item> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(item(in, source));
        }
        return new Page(next, items);
    }

    private static Item item(WireReader in, byte[] source) {
        byte[] key = in.bytes();
        long version = in.fixed64();
        long firstVersion = in.fixed64();
        long firstMillis = in.varLong();
        int attempts = in.varInt();
        long notBefore = in.varLong();
        boolean parked = in.bool();
        String error = in.string();
        boolean deletes = in.bool();
        @Nullable ByteSlice value = in.bool() ? ByteSlice.readFrom(in, source) : null;
        BacklogMark mark =
                new BacklogMark(version, firstVersion, firstMillis, value, attempts, notBefore, parked, error);
        return new Item(key, mark, deletes);
    }
}
