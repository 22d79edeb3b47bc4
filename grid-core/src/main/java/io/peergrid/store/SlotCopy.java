package io.peergrid.store;

import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Copies a slot to a learner part by part, in the order of the keys' hashes; a large value may take several parts. A part says how
 * far the copy reaches with it. Under the slot's lock, at the primary as at the learner.
 */
public final class SlotCopy {
    private static final int WHOLE = 0;
    private static final int FIRST_PIECE = 1;
    private static final int NEXT_PIECE = 2;
    /** What is left of a part for a large value to begin in it. */
    private static final int LEAST_PIECE_BYTES = 1_024;

    private final EntryStore store;

    public SlotCopy(EntryStore store) {
        this.store = store;
    }

    /**
     * Where the next part begins.
     *
     * @param hash entries of lower hash are copied
     * @param key the one of them of which a piece is still to come, or null
     * @param identity of its value
     * @param within cursor into it; empty if there is none
     */
    private record Position(long hash, @Nullable Key key, long identity, byte[] within) {
        private static final byte[] NOWHERE = {};

        static Position at(long hash) {
            return new Position(hash, null, 0, NOWHERE);
        }

        static Position of(byte @Nullable [] cursor) {
            if (cursor == null) {
                return at(0);
            }
            WireReader in = new WireReader(cursor);
            long hash = in.varLong();
            return in.bool() ? new Position(hash, Key.readFrom(in, cursor), in.fixed64(), in.bytes()) : at(hash);
        }

        byte @Nullable [] toCursor() {
            if (key == null) {
                return hash == EntryStore.END
                        ? null
                        : new WireWriter(10).varLong(hash).bool(false).toBytes();
            }
            WireWriter out = new WireWriter(64).varLong(hash).bool(true);
            key.writeTo(out);
            return out.fixed64(identity).bytes(within).toBytes();
        }
    }

    /**
     * @param content null if nothing was left
     * @param cursor where to go on, or null if this was the last part
     */
    public record Part(byte @Nullable [] content, byte @Nullable [] cursor) {}

    /**
     * The next part.
     *
     * @param cursor null at the start, then what the last part returned
     * @param maxBytes about how much; one entry or element may exceed it
     */
    public Part next(int slot, byte @Nullable [] cursor, int maxBytes) {
        SlotEntries entries = store.entriesOf(slot);
        if (entries == null) {
            return new Part(null, null);
        }
        Position from = Position.of(cursor);
        Writing writing = new Writing(entries, maxBytes);
        writing.goOn(from);
        Position to = writing.reached(from.hash());
        if (writing.out.size() == 0 && to.toCursor() == null && from.key() == null) {
            return new Part(null, null);
        }
        WireWriter part = new WireWriter(writing.out.size() + 10).varLong(to.hash());
        byte[] items = writing.out.toBytes();
        return new Part(part.raw(items, 0, items.length).toBytes(), to.toCursor());
    }

    /** One part being written. */
    private final class Writing {
        private final SlotEntries entries;
        private final int maxBytes;
        private final WireWriter out;
        private @Nullable Position open;

        Writing(SlotEntries entries, int maxBytes) {
            this.entries = entries;
            this.maxBytes = maxBytes;
            out = new WireWriter(Math.max(64, Math.min(maxBytes, 64 * 1024)));
        }

        /** The rest of a value that an earlier part began; all of it if it is another one now. */
        void goOn(Position from) {
            Key key = from.key();
            byte[] entry = key == null ? null : entries.find(key);
            if (entry != null) {
                boolean same = entries.largeIdentity(entry) == from.identity();
                write(entry, from.hash(), same ? from.within() : null, maxBytes);
            }
        }

        Position reached(long from) {
            if (open == null && out.size() < maxBytes) {
                long next = entries.scan(from, entry -> {
                    long hash = KeyHash.high(store.key(entry));
                    // Those of the same hash come along whole, so that the position needs one key only.
                    int room = open == null ? Math.max(LEAST_PIECE_BYTES, maxBytes - out.size()) : Integer.MAX_VALUE;
                    write(entry, hash + 1, null, room);
                    return open == null && out.size() < maxBytes;
                });
                return open == null ? Position.at(next) : open;
            }
            return open == null ? Position.at(from) : open;
        }

        private void write(byte[] entry, long hash, byte @Nullable [] within, int room) {
            LargeValue large = entries.large(entry);
            if (large == null) {
                header(WHOLE, entry);
                PackedEntry.value(entry).writeTo(out);
                return;
            }
            header(within == null ? FIRST_PIECE : NEXT_PIECE, entry);
            out.u8(ValueTag.typeOf(PackedEntry.tag(entry)));
            WireWriter piece = new WireWriter(Math.min(room, 64 * 1024));
            byte[] next = large.copyTo(piece, within, room);
            out.bytes(piece.toBytes()).bool(next != null);
            if (next != null) {
                out.bytes(next);
                Key key = store.key(entry);
                open = new Position(hash, key.detached(), entries.largeIdentity(entry), next);
            }
        }

        private void header(int kind, byte[] entry) {
            store.key(entry).writeTo(out.u8(kind));
            out.fixed64(PackedEntry.version(entry)).varLong(PackedEntry.deadline(entry));
        }
    }

    /** Takes over a part, but nothing older than what is here (I23). */
    public void install(int slot, byte[] part) {
        WireReader in = new WireReader(part);
        long copiedTo = in.varLong();
        Key partial = null;
        while (in.remaining() > 0) {
            int kind = in.u8();
            Key key = Key.readFrom(in, part);
            long version = in.fixed64();
            long deadline = in.varLong();
            if (kind == WHOLE) {
                ByteSlice value = ByteSlice.readFrom(in, part);
                store.change(slot, key, present -> present.put(key, version, deadline, value));
            } else if (kind == FIRST_PIECE || kind == NEXT_PIECE) {
                ValueType type = store.type((byte) in.u8());
                ByteSlice piece = ByteSlice.readFrom(in, part);
                byte[] next = in.bool() ? in.bytes() : null;
                partial = next == null ? partial : key;
                store.change(
                        slot,
                        key,
                        present ->
                                present.installPiece(key, kind == FIRST_PIECE, version, deadline, type, piece, next));
            } else {
                throw new WireFormatException("no item of a copy: " + kind);
            }
        }
        Key open = partial;
        store.change(slot, present -> present.copiedTo(copiedTo, open));
    }
}
