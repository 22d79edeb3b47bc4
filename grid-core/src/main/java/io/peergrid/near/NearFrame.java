package io.peergrid.near;

import io.peergrid.partition.SlotSet;
import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @param hotNamespaces in which it holds copies of hot keys only
     * @param hot number of the hot keys that it knows
     * @param uses by the turn of a hot key how often its copy was read since the last question
     */
    record Ask(
            long since,
            long number,
            long taken,
            long[] namespaces,
            long[] hotNamespaces,
            long hot,
            Map<Long, Integer> uses)
            implements NearFrame {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(48 + 8 * (namespaces.length + hotNamespaces.length))
                    .u8(ASK)
                    .u8(VERSION);
            out.varLong(since).varLong(number).varLong(taken);
            write(namespaces, out);
            write(hotNamespaces, out);
            out.varLong(hot).varInt(uses.size());
            uses.forEach((turn, times) -> out.varLong(turn).varInt(times));
            return out.toBytes();
        }

        private static void write(long[] namespaces, WireWriter out) {
            out.varInt(namespaces.length);
            for (long namespace : namespaces) {
                out.fixed64(namespace);
            }
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
     * @param hot number of the hot keys of which it told; 0 if the holder does not want them
     * @param news these, if the holder did not know them
     */
    record Answer(
            long stream,
            long number,
            long epoch,
            long told,
            SlotSet stopped,
            long hot,
            @Nullable HotKeys news) implements NearFrame {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(64).u8(ANSWER).u8(VERSION);
            out.varLong(stream).varLong(number).varLong(epoch).varLong(told);
            stopped.encode(out);
            out.varLong(hot).bool(news != null);
            if (news != null) {
                out.varInt(news.turns().size());
                news.turns().forEach((key, turn) -> {
                    key.writeTo(out);
                    out.varLong(turn);
                });
            }
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
                    case ASK ->
                        new Ask(
                                number(in),
                                number(in),
                                number(in),
                                namespaces(in),
                                namespaces(in),
                                number(in),
                                uses(in));
                    case TOLD -> new Told(number(in), number(in), in.bytes());
                    case ANSWER -> answer(in, bytes, slotCount);
                    default -> throw new WireFormatException("no frame about near copies is of the kind " + kind);
                };
        in.expectEnd();
        return frame;
    }

    private static Answer answer(WireReader in, byte[] bytes, int slotCount) {
        long stream = number(in);
        long question = number(in);
        long epoch = number(in);
        long told = number(in);
        SlotSet stopped = SlotSet.decode(in, slotCount);
        long hot = number(in);
        return new Answer(stream, question, epoch, told, stopped, hot, in.bool() ? hotKeys(hot, in, bytes) : null);
    }

    private static HotKeys hotKeys(long hot, WireReader in, byte[] bytes) {
        Map<Key, Long> turns = new HashMap<>();
        for (int left = in.count(10); left > 0; left--) {
            turns.put(Key.readFrom(in, bytes).detached(), number(in));
        }
        return new HotKeys(hot, turns);
    }

    private static Map<Long, Integer> uses(WireReader in) {
        Map<Long, Integer> uses = new HashMap<>();
        for (int left = in.count(2); left > 0; left--) {
            uses.put(number(in), in.varInt());
        }
        return uses;
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
