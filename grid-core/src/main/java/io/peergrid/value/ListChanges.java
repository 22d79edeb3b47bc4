package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;

/** Changes of a list, one after the other; each index counts in the list as the change before left it. */
public final class ListChanges {
    private static final int CLEAR = 0;
    private static final int INSERT = 1;
    private static final int REMOVE = 2;
    private static final int SET = 3;

    private ListChanges() {}

    /** Takes in one change after the other. */
    interface Sink {
        void clear();

        void insert(int index, ByteSlice run);

        void remove(int index, int count);

        void set(int index, ByteSlice element);
    }

    /** Writes that the list is empty now. */
    static void clear(WireWriter out) {
        out.u8(CLEAR);
    }

    /** Writes that elements come before the one that is at an index now, or behind the last. */
    public static void insert(WireWriter out, int index, List<ByteSlice> elements) {
        insert(out, index, ListRun.of(elements));
    }

    static void insert(WireWriter out, int index, ByteSlice run) {
        run.writeTo(out.u8(INSERT).varInt(index));
    }

    /** Writes that so many elements from an index on are gone. */
    public static void remove(WireWriter out, int index, int count) {
        out.u8(REMOVE).varInt(index).varInt(count);
    }

    /** Writes that another element takes the place of one. */
    public static void set(WireWriter out, int index, ByteSlice element) {
        element.writeTo(out.u8(SET).varInt(index));
    }

    static void read(ByteSlice changes, Sink sink) {
        WireReader in = new WireReader(changes.source(), changes.offset(), changes.length());
        while (in.remaining() > 0) {
            int kind = in.u8();
            switch (kind) {
                case CLEAR -> sink.clear();
                case INSERT -> sink.insert(in.varInt(), ByteSlice.readFrom(in, changes.source()));
                case REMOVE -> sink.remove(in.varInt(), in.varInt());
                case SET -> sink.set(in.varInt(), ByteSlice.readFrom(in, changes.source()));
                default -> throw new WireFormatException("no change of a list is of the kind " + kind);
            }
        }
    }
}
