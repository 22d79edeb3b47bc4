package io.peergrid.waiting;

import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** What members tell each other about waiting. */
sealed interface WaitFrame {
    int FIRST_KIND = 0x40;
    int VERSION = 1;
    /** A namespace and a length, at least. */
    int LEAST_KEY_BYTES = 9;

    /**
     * To the owner: wake me when one of the keys, all of one slot, has elements.
     *
     * @param number of the wait, unique at its caller
     * @param type of the collections waited for, a {@link io.peergrid.store.ValueTag}
     * @param waitedNanos since it began: who waits longer comes first
     */
    record Await(long number, byte type, List<Key> keys, long waitedNanos) implements WaitFrame {
        public Await {
            keys = List.copyOf(keys);
        }
    }

    /** To the owner: this wait is over. */
    record Over(long number) implements WaitFrame {}

    /** To the caller: it is worth trying. */
    record Wake(long number) implements WaitFrame {}

    default byte[] toBytes() {
        WireWriter out = new WireWriter();
        if (this instanceof Await await) {
            out.u8(FIRST_KIND).u8(VERSION).varLong(await.number).u8(await.type).varInt(await.keys.size());
            await.keys.forEach(key -> key.writeTo(out));
            out.varLong(await.waitedNanos);
        } else if (this instanceof Over over) {
            out.u8(FIRST_KIND + 1).u8(VERSION).varLong(over.number);
        } else if (this instanceof Wake wake) {
            out.u8(FIRST_KIND + 2).u8(VERSION).varLong(wake.number);
        }
        return out.toBytes();
    }

    /** @throws WireFormatException for anything but a whole frame */
    static WaitFrame read(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int kind = in.u8();
        if (in.u8() != VERSION) {
            throw new WireFormatException("a frame about waiting of another version");
        }
        long number = in.varLong();
        WaitFrame frame =
                switch (kind - FIRST_KIND) {
                    case 0 -> new Await(number, (byte) in.u8(), keys(in, bytes), in.varLong());
                    case 1 -> new Over(number);
                    case 2 -> new Wake(number);
                    default -> throw new WireFormatException("no frame about waiting is of the kind " + kind);
                };
        in.expectEnd();
        return frame;
    }

    private static List<Key> keys(WireReader in, byte[] bytes) {
        int count = in.count(LEAST_KEY_BYTES);
        List<Key> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(Key.readFrom(in, bytes));
        }
        return keys;
    }
}
