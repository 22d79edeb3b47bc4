package io.peergrid.jcache;

import java.nio.ByteBuffer;
import java.util.UUID;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to other members: who made it, its type, then key, value and old value, each with its length before it, -1 for none.
 *
 * @param origin of the cache at which it happened
 */
record EventMessage(UUID origin, EventType type, byte[] key, byte @Nullable [] value, byte @Nullable [] oldValue) {

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(16 + 1 + size(key) + size(value) + size(oldValue));
        out.putLong(origin.getMostSignificantBits()).putLong(origin.getLeastSignificantBits());
        out.put(code(type));
        write(out, key);
        write(out, value);
        write(out, oldValue);
        return out.array();
    }

    /** @throws RuntimeException if these are not the bytes of one */
    static EventMessage read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        UUID origin = new UUID(in.getLong(), in.getLong());
        EventType type = type(in.get());
        byte[] key = bytes(in);
        if (key == null) {
            throw new IllegalArgumentException("an event without a key");
        }
        return new EventMessage(origin, type, key, bytes(in), bytes(in));
    }

    private static byte code(EventType type) {
        return switch (type) {
            case CREATED -> 1;
            case UPDATED -> 2;
            case REMOVED -> 3;
            case EXPIRED -> 4;
        };
    }

    private static EventType type(byte code) {
        return switch (code) {
            case 1 -> EventType.CREATED;
            case 2 -> EventType.UPDATED;
            case 3 -> EventType.REMOVED;
            case 4 -> EventType.EXPIRED;
            default -> throw new IllegalArgumentException("no event has the type " + code);
        };
    }

    private static int size(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    private static void write(ByteBuffer out, byte @Nullable [] bytes) {
        out.putInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    private static byte @Nullable [] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        if (length > in.remaining()) {
            throw new IllegalArgumentException("an event that is cut off");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
