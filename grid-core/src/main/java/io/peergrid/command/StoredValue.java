package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * A value as an answer brings it.
 *
 * @param value its tag first
 * @param version 0 if not asked for
 * @param timeToLiveMillis what is left by the slot's time, at least 1; {@link #NO_EXPIRY} if it does not expire or was not asked for
 */
public record StoredValue(ByteSlice value, long version, long timeToLiveMillis) {
    public static final long NO_EXPIRY = -1;

    private static final int ABSENT = 0;
    private static final int PLAIN = 1;
    private static final int WITH_METADATA = 2;

    static void write(WireWriter out, byte @Nullable [] entry, boolean metadata, long nowMillis) {
        if (entry == null) {
            out.u8(ABSENT);
            return;
        }
        ByteSlice value = PackedEntry.value(entry);
        if (ValueTag.isCollection(value.byteAt(0))) {
            throw CommandException.wrongType();
        }
        out.u8(metadata ? WITH_METADATA : PLAIN);
        if (metadata) {
            long deadline = PackedEntry.deadline(entry);
            out.fixed64(PackedEntry.version(entry));
            out.varLong(deadline == PackedEntry.NO_DEADLINE ? 0 : Math.max(1, deadline - nowMillis));
        }
        value.writeTo(out);
    }

    static @Nullable StoredValue read(WireReader in, byte[] source) {
        int kind = in.u8();
        return switch (kind) {
            case ABSENT -> null;
            case PLAIN -> new StoredValue(ByteSlice.readFrom(in, source), 0, NO_EXPIRY);
            case WITH_METADATA -> {
                long version = in.fixed64();
                long left = in.varLong();
                yield new StoredValue(ByteSlice.readFrom(in, source), version, left == 0 ? NO_EXPIRY : left);
            }
            default -> throw new WireFormatException("no stored value: " + kind);
        };
    }
}
