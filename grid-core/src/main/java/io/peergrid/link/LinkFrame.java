package io.peergrid.link;

import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** The frames of links (docs/protocols/topics.md, section 2). */
sealed interface LinkFrame {
    int FIRST_KIND = 0x44;
    int VERSION = 1;

    long session();

    /** @param first number of the first item; numbers of a session begin with 1 */
    record Items(long session, long first, List<byte[]> items) implements LinkFrame {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Asks how far the other is. */
    record Probe(long session, boolean opening) implements LinkFrame {}

    /**
     * @param upTo everything up to this item was handled
     * @param probed whether it answers a Probe
     * @param unknown whether no such session is known
     */
    record Ack(long session, long upTo, boolean probed, boolean unknown) implements LinkFrame {}

    default byte[] toBytes() {
        if (this instanceof Items frame) {
            int bytes = 32;
            for (byte[] item : frame.items) {
                bytes += item.length + 5;
            }
            WireWriter out = new WireWriter(bytes).u8(FIRST_KIND).u8(VERSION).varLong(frame.session);
            out.varLong(frame.first).varInt(frame.items.size());
            frame.items.forEach(out::bytes);
            return out.toBytes();
        } else if (this instanceof Probe probe) {
            WireWriter out = new WireWriter().u8(FIRST_KIND + 1).u8(VERSION);
            return out.varLong(probe.session).bool(probe.opening).toBytes();
        }
        Ack ack = (Ack) this;
        WireWriter out = new WireWriter().u8(FIRST_KIND + 2).u8(VERSION).varLong(ack.session);
        return out.varLong(ack.upTo).bool(ack.probed).bool(ack.unknown).toBytes();
    }

    /** @throws WireFormatException for anything but a whole frame */
    static LinkFrame read(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int kind = in.u8();
        if (in.u8() != VERSION) {
            throw new WireFormatException("a frame of a link of another version");
        }
        long session = in.varLong();
        LinkFrame frame =
                switch (kind - FIRST_KIND) {
                    case 0 -> new Items(session, in.varLong(), items(in));
                    case 1 -> new Probe(session, in.bool());
                    case 2 -> new Ack(session, in.varLong(), in.bool(), in.bool());
                    default -> throw new WireFormatException("no frame of a link is of the kind " + kind);
                };
        in.expectEnd();
        return frame;
    }

    private static List<byte[]> items(WireReader in) {
        int count = in.count(1);
        List<byte[]> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(in.bytes());
        }
        return items;
    }
}
