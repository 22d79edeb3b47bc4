package io.peergrid.near;

import io.peergrid.partition.SlotSet;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;

/** What the holder of near copies and the member that leads their slots say to each other. */
sealed interface NearFrame {
    int ASK = 0x48;
    int TOLD = 0x49;
    int ANSWER = 0x4a;
    int VERSION = 1;

    /**
     * The holder asks whether its copies are still good, and says that it wants to hear of changes.
     *
     * @param since number of the first question since it began anew
     * @param number of this one
     * @param taken bytes of changes that it has taken without a gap
     * @param namespaces in which it holds copies
     */
    record Ask(long since, long number, long taken, long[] namespaces) implements NearFrame {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(32 + 8 * namespaces.length).u8(ASK).u8(VERSION);
            out.varLong(since).varLong(number).varLong(taken).varInt(namespaces.length);
            for (long namespace : namespaces) {
                out.fixed64(namespace);
            }
            return out.toBytes();
        }
    }

    /**
     * Keys that were changed.
     *
     * @param stream numbers what is told to one member without a gap; rises over all streams of a teller
     * @param first how many bytes of the stream come before
     * @param keys as written, one behind the other
     */
    record Told(long stream, long first, byte[] keys) implements NearFrame {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(32 + keys.length).u8(TOLD).u8(VERSION);
            return out.varLong(stream).varLong(first).bytes(keys).toBytes();
        }
    }

    /**
     * The answer to an {@link Ask}: at some time after it was asked the teller had a lease in this epoch.
     *
     * @param told bytes of the stream until then
     * @param stopped slots that it leads in this epoch and does not serve
     */
    record Answer(long stream, long number, long epoch, long told, SlotSet stopped) implements NearFrame {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(64).u8(ANSWER).u8(VERSION);
            out.varLong(stream).varLong(number).varLong(epoch).varLong(told);
            stopped.encode(out);
            return out.toBytes();
        }
    }

    byte[] toBytes();

    /** @throws WireFormatException for anything but a whole frame */
    static NearFrame read(byte[] bytes, int slotCount) {
        WireReader in = new WireReader(bytes);
        int kind = in.u8();
        if (in.u8() != VERSION) {
            throw new WireFormatException("a frame about near copies of another version");
        }
        NearFrame frame =
                switch (kind) {
                    case ASK -> new Ask(number(in), number(in), number(in), namespaces(in));
                    case TOLD -> new Told(number(in), number(in), in.bytes());
                    case ANSWER ->
                        new Answer(number(in), number(in), number(in), number(in), SlotSet.decode(in, slotCount));
                    default -> throw new WireFormatException("no frame about near copies is of the kind " + kind);
                };
        in.expectEnd();
        return frame;
    }

    private static long number(WireReader in) {
        long number = in.varLong();
        if (number < 0) {
            throw new WireFormatException("negative number");
        }
        return number;
    }

    private static long[] namespaces(WireReader in) {
        long[] namespaces = new long[in.count(8)];
        Arrays.setAll(namespaces, i -> in.fixed64());
        return namespaces;
    }
}
