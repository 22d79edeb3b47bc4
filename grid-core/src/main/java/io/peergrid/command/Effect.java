package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** One decided fact about one key: what a slot's log holds. Times are absolute, so every copy applies the same. */
sealed interface Effect {
    /** For effects in which no time played a part. */
    long NO_TIME = 0;

    int PUT = 1;
    int PUT_WITH_DEADLINE = 2;
    int REMOVE = 3;
    int REMOVE_EXPIRED = 4;

    Key key();

    /** The slot's time by which the effect was decided, or {@link #NO_TIME}. A slot's time never goes back behind it. */
    long decidedAtMillis();

    byte[] toBytes();

    /**
     * The key has this value now.
     *
     * @param deadline milliseconds since the epoch or {@link PackedEntry#NO_DEADLINE}
     */
    record PutEntry(Key key, ByteSlice value, long deadline, long decidedAtMillis) implements Effect {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + value.length() + 36);
            boolean expires = deadline != PackedEntry.NO_DEADLINE;
            out.u8(expires ? PUT_WITH_DEADLINE : PUT);
            key.writeTo(out);
            if (expires) {
                out.fixed64(deadline).fixed64(decidedAtMillis);
            }
            value.writeTo(out);
            return out.toBytes();
        }
    }

    /** The key is absent now; a time says that it expired. */
    record RemoveEntry(Key key, long decidedAtMillis) implements Effect {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + 22);
            out.u8(decidedAtMillis == NO_TIME ? REMOVE : REMOVE_EXPIRED);
            key.writeTo(out);
            if (decidedAtMillis != NO_TIME) {
                out.fixed64(decidedAtMillis);
            }
            return out.toBytes();
        }
    }

    /** @throws WireFormatException if the bytes are no effect */
    static Effect read(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int kind = in.u8();
        Key key = Key.readFrom(in, bytes);
        Effect effect =
                switch (kind) {
                    case PUT -> new PutEntry(key, ByteSlice.readFrom(in, bytes), PackedEntry.NO_DEADLINE, NO_TIME);
                    case PUT_WITH_DEADLINE -> {
                        long deadline = in.fixed64();
                        long decidedAt = in.fixed64();
                        yield new PutEntry(key, ByteSlice.readFrom(in, bytes), deadline, decidedAt);
                    }
                    case REMOVE -> new RemoveEntry(key, NO_TIME);
                    case REMOVE_EXPIRED -> new RemoveEntry(key, in.fixed64());
                    default -> throw new WireFormatException("no effect has the kind " + kind);
                };
        in.expectEnd();
        return effect;
    }
}
