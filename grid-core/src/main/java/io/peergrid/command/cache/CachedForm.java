package io.peergrid.command.cache;

import io.peergrid.command.Keyspaces;
import io.peergrid.store.ByteSlice;

/**
 * The stored form of a cache's values: the value with its type's tag first, as in a map; behind it, if they count, three times; then the hashes of tags; then one byte that says which of
 * these there are. What ends with anything else is a value without them.
 *
 * @param value with its type's tag
 * @param refreshAt when to load it anew ahead of time, milliseconds since the epoch, or {@link #NEVER}
 * @param freshUntil when its time is over, likewise
 * @param loadMillis how long loading it took
 */
public record CachedForm(ByteSlice value, long refreshAt, long freshUntil, int loadMillis) {
    public static final long NEVER = Long.MAX_VALUE;
    /** Tags of one entry. */
    public static final int TAGS_MAX = 16;

    private static final int TIMES_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final int HAS_TIMES = 1;

    /** How a tag is kept. Two tags of one hash are invalidated together. */
    public static long hash(String tag) {
        return Keyspaces.fnv1a(tag);
    }

    /** @param tags hashes, at most {@value #TAGS_MAX} */
    public static byte[] bytes(byte[] value, long refreshAt, long freshUntil, int loadMillis, long[] tags) {
        boolean timed = refreshAt != NEVER || freshUntil != NEVER;
        int length = value.length + (timed ? TIMES_BYTES : 0) + tags.length * Long.BYTES + 1;
        byte[] bytes = new byte[length];
        System.arraycopy(value, 0, bytes, 0, value.length);
        int at = value.length;
        if (timed) {
            at = put(bytes, at, refreshAt, Long.BYTES);
            at = put(bytes, at, freshUntil, Long.BYTES);
            at = put(bytes, at, loadMillis, Integer.BYTES);
        }
        for (long tag : tags) {
            at = put(bytes, at, tag, Long.BYTES);
        }
        bytes[at] = (byte) ((tags.length << 1) | (timed ? HAS_TIMES : 0));
        return bytes;
    }

    /** What {@link #bytes} wrote. */
    public static CachedForm of(ByteSlice stored) {
        int flags = flags(stored);
        int end = tagsStart(stored, flags);
        if ((flags & HAS_TIMES) == 0) {
            return new CachedForm(slice(stored, end), NEVER, NEVER, 0);
        }
        int times = end - TIMES_BYTES;
        return new CachedForm(
                slice(stored, times), get(stored, times, Long.BYTES), get(stored, times + Long.BYTES, Long.BYTES), (int)
                        get(stored, times + 2 * Long.BYTES, Integer.BYTES));
    }

    static boolean hasTag(ByteSlice stored, long tag) {
        int flags = flags(stored);
        for (int at = tagsStart(stored, flags); at < stored.length() - 1; at += Long.BYTES) {
            if (get(stored, at, Long.BYTES) == tag) {
                return true;
            }
        }
        return false;
    }

    /** Of bytes that are none of these, as if nothing but one byte stood behind the value. */
    private static int flags(ByteSlice stored) {
        int flags = stored.byteAt(stored.length() - 1) & 0xff;
        int behind = 1 + (flags >>> 1) * Long.BYTES + ((flags & HAS_TIMES) != 0 ? TIMES_BYTES : 0);
        return flags >>> 1 > TAGS_MAX || behind >= stored.length() ? 0 : flags;
    }

    private static int tagsStart(ByteSlice stored, int flags) {
        return stored.length() - 1 - (flags >>> 1) * Long.BYTES;
    }

    private static ByteSlice slice(ByteSlice stored, int length) {
        return new ByteSlice(stored.source(), stored.offset(), length);
    }

    private static int put(byte[] bytes, int at, long number, int length) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (number >>> ((length - 1 - i) * Byte.SIZE));
        }
        return at + length;
    }

    private static long get(ByteSlice bytes, int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << Byte.SIZE) | (bytes.byteAt(at + i) & 0xff);
        }
        return number;
    }
}
