package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.EntryStore;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;

/** One decided fact about one key: what a slot's log holds. Times are absolute, so every copy applies the same. */
sealed interface Effect {
    int PUT = 1;
    int PUT_WITH_DEADLINE = 2;
    int REMOVE = 3;
    int REMOVE_EXPIRED = 4;
    int CHANGE = 5;
    int DEADLINE = 6;
    int REMOVE_EVICTED = 7;

    /** Why a key is absent. */
    enum Cause {
        /** Somebody asked for it. */
        REMOVED(REMOVE),
        /** Its time was over. */
        EXPIRED(REMOVE_EXPIRED),
        /** Its place was needed for others. */
        EVICTED(REMOVE_EVICTED);

        private final int kind;

        Cause(int kind) {
            this.kind = kind;
        }
    }

    Key key();

    byte[] toBytes();

    /** Never fails; passed over where the store says so. */
    void applyTo(EntryStore store, int slot, long version);

    /** Adds the bytes of each effect that this one is made of. */
    default void addTo(List<byte[]> target) {
        target.add(toBytes());
    }

    /** Two effects on the same key, one after the other; not a form of its own on the wire. */
    record Sequence(Effect first, Effect next) implements Effect {
        @Override
        public Key key() {
            return first.key();
        }

        @Override
        public void applyTo(EntryStore store, int slot, long version) {
            first.applyTo(store, slot, version);
            next.applyTo(store, slot, version);
        }

        @Override
        public byte[] toBytes() {
            throw new UnsupportedOperationException("a sequence is written effect by effect");
        }

        @Override
        public void addTo(List<byte[]> target) {
            first.addTo(target);
            next.addTo(target);
        }
    }

    /**
     * The key has this value now.
     *
     * @param deadline milliseconds since the epoch or {@link PackedEntry#NO_DEADLINE}
     */
    record PutEntry(Key key, ByteSlice value, long deadline) implements Effect {
        @Override
        public void applyTo(EntryStore store, int slot, long version) {
            store.put(slot, key, version, deadline, value);
        }

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

    /** The key is absent now. */
    record RemoveEntry(Key key, Cause cause) implements Effect {
        @Override
        public void applyTo(EntryStore store, int slot, long version) {
            store.remove(slot, key, version);
        }

        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + 14);
            key.writeTo(out.u8(cause.kind));
            return out.toBytes();
        }
    }

    /**
     * Facts about elements of the key's collection, which is made if it is not there. It never becomes empty by them: the fact
     * that a collection lost its last element is a {@link RemoveEntry}.
     *
     * @param tag of the collection's packed form
     * @param changes in the form of the type, see {@link io.peergrid.store.ValueType}
     */
    record ChangeCollection(Key key, byte tag, ByteSlice changes) implements Effect {
        @Override
        public void applyTo(EntryStore store, int slot, long version) {
            store.change(slot, key, version, tag, changes);
        }

        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + changes.length() + 24);
            key.writeTo(out.u8(CHANGE));
            changes.writeTo(out.u8(tag));
            return out.toBytes();
        }
    }

    /**
     * The key expires then, its value stays.
     *
     * @param deadline milliseconds since the epoch or {@link PackedEntry#NO_DEADLINE}
     */
    record SetDeadline(Key key, long deadline) implements Effect {
        @Override
        public void applyTo(EntryStore store, int slot, long version) {
            store.setDeadline(slot, key, version, deadline);
        }

        @Override
        public byte[] toBytes() {
            WireWriter out = new WireWriter(key.length() + 24);
            key.writeTo(out.u8(DEADLINE));
            return out.fixed64(deadline).toBytes();
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
                    case REMOVE -> new RemoveEntry(key, Cause.REMOVED);
                    case REMOVE_EXPIRED -> new RemoveEntry(key, Cause.EXPIRED);
                    case REMOVE_EVICTED -> new RemoveEntry(key, Cause.EVICTED);
                    case CHANGE -> new ChangeCollection(key, (byte) in.u8(), ByteSlice.readFrom(in, bytes));
                    case DEADLINE -> new SetDeadline(key, in.fixed64());
                    default -> throw new WireFormatException("no effect has the kind " + kind);
                };
        in.expectEnd();
        return effect;
    }
}
