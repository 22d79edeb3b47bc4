package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** Changes of a set-like collection: elements that are there now, whole, and members that are gone. */
public final class ElementChanges {
    private static final int GONE = 0;

    private ElementChanges() {}

    /** Takes in one change after the other. */
    interface Sink {
        void put(ByteSlice element);

        void remove(Key member);
    }

    /** Writes that an element is there now, in place of the one with the same member. */
    public static void put(WireWriter out, ByteSlice element) {
        // One more than the length, for 0 says that something is gone.
        out.varInt(element.length() + 1).raw(element.source(), element.offset(), element.length());
    }

    /** Writes that a member is gone. */
    public static void remove(WireWriter out, Key member) {
        member.writeBytesTo(out.varInt(GONE));
    }

    static void read(ByteSlice changes, Sink sink) {
        WireReader in = new WireReader(changes.source(), changes.offset(), changes.length());
        while (in.remaining() > 0) {
            int length = in.varInt();
            if (length == GONE) {
                sink.remove(Key.readFrom(in, changes.source(), 0));
            } else {
                int at = in.position();
                in.skip(length - 1);
                sink.put(new ByteSlice(changes.source(), at, length - 1));
            }
        }
    }
}
