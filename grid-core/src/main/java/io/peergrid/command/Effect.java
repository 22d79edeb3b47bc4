package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** One decided fact about one key: what a slot's log holds. Times are absolute, so every copy applies the same. */
sealed interface Effect {
    int PUT = 1;
    int PUT_WITH_DEADLINE = 2;
    int REMOVE = 3;
    int REMOVE_EXPIRED = 4;

    Key key();

    byte[] toBytes();

    /**
     * The key has this value now.
     *
     * @param deadline milliseconds since the epoch or {@link PackedEntry#NO_DEADLINE}
     */
    record PutEntry(Key key, ByteSlice value, long deadline) implements Effect {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + value.length() + 28);
            boolean expires = deadline != PackedEntry.NO_DEADLINE;
            out.u8(expires ? PUT_WITH_DEADLINE : PUT);
            key.writeTo(out);
            if (expires) {
                out.fixed64(deadline);
            }
            value.writeTo(out);
            return out.toBytes();
        }
    }

    /**
     * The key is absent now.
     *
     * @param expired whether because its time was over
     */
    record RemoveEntry(Key key, boolean expired) implements Effect {
        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + 14);
            key.writeTo(out.u8(expired ? REMOVE_EXPIRED : REMOVE));
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
                    case PUT -> new PutEntry(key, ByteSlice.readFrom(in, bytes), PackedEntry.NO_DEADLINE);
                    case PUT_WITH_DEADLINE -> {
                        long deadline = in.fixed64();
                        yield new PutEntry(key, ByteSlice.readFrom(in, bytes), deadline);
                    }
                    case REMOVE, REMOVE_EXPIRED -> new RemoveEntry(key, kind == REMOVE_EXPIRED);
                    default -> throw new WireFormatException("no effect has the kind " + kind);
                };
        in.expectEnd();
        return effect;
    }
}
