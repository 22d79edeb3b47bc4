package io.peergrid.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One entry in one array: version (8 bytes), flags (1), deadline (8, if there is one), how it is used (5, if it may be evicted),
 * namespace index and key length (variable, as a rule one byte each), key, value. The first byte of the value is its tag, see
 * {@link ValueTag}.
 *
 * <p>Nothing of it ever changes but the four bytes of {@link #use}: whoever reads the entry writes them, without a lock. A write that
 * is lost makes an entry look a little less used than it is.
 */
public final class PackedEntry {
    /** The deadline of an entry that does not expire. */
    public static final long NO_DEADLINE = 0;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FLAGS_AT = 8;
    private static final int HAS_DEADLINE = 1;
    private static final int HAS_USE = 2;
    /** The group, and its use. */
    private static final int USE_BYTES = 5;

    private PackedEntry() {}

    /** @param group see {@link EntryUses}; {@link EntryUses#NO_GROUP} for an entry without {@link #use} */
    static byte[] pack(long version, long deadline, int group, int namespace, Key key, ByteSlice value) {
        byte[] entry = new byte[packedLength(deadline, group, namespace, key.length(), value.length())];
        LONG.set(entry, 0, version);
        int at = FLAGS_AT + 1;
        if (deadline != NO_DEADLINE) {
            entry[FLAGS_AT] = HAS_DEADLINE;
            LONG.set(entry, at, deadline);
            at += Long.BYTES;
        }
        if (group != EntryUses.NO_GROUP) {
            entry[FLAGS_AT] |= HAS_USE;
            entry[at] = (byte) group;
            at += USE_BYTES;
        }
        at = putVarInt(entry, at, namespace);
        at = putVarInt(entry, at, key.length());
        key.copyTo(entry, at);
        System.arraycopy(value.source(), value.offset(), entry, at + key.length(), value.length());
        return entry;
    }

    static int packedLength(long deadline, int group, int namespace, int keyLength, int valueLength) {
        int use = group == EntryUses.NO_GROUP ? 0 : USE_BYTES;
        int header = FLAGS_AT + 1 + (deadline == NO_DEADLINE ? 0 : Long.BYTES) + use;
        int fixed = header + varIntLength(namespace) + varIntLength(keyLength);
        return Math.addExact(Math.addExact(fixed, keyLength), valueLength);
    }

    /** Rises with every change of the key. */
    public static long version(byte[] entry) {
        return (long) LONG.get(entry, 0);
    }

    /** Milliseconds since the epoch, or {@link #NO_DEADLINE}. */
    public static long deadline(byte[] entry) {
        return (entry[FLAGS_AT] & HAS_DEADLINE) == 0 ? NO_DEADLINE : (long) LONG.get(entry, FLAGS_AT + 1);
    }

    /** Whether the entry's time is over. */
    public static boolean isDue(byte[] entry, long nowMillis) {
        return (entry[FLAGS_AT] & HAS_DEADLINE) != 0 && (long) LONG.get(entry, FLAGS_AT + 1) <= nowMillis;
    }

    /** The group of entries that it is evicted with, or {@link EntryUses#NO_GROUP}. */
    public static int group(byte[] entry) {
        return (entry[FLAGS_AT] & HAS_USE) == 0 ? EntryUses.NO_GROUP : entry[groupAt(entry)];
    }

    /** What its group's policy has noted; the entry must have a group. */
    public static int use(byte[] entry) {
        return (int) INT.get(entry, groupAt(entry) + 1);
    }

    /** Notes it, for whoever reads the entry; the entry must have a group. Any thread. */
    public static void use(byte[] entry, int use) {
        INT.set(entry, groupAt(entry) + 1, use);
    }

    /** The value, its tag first. */
    public static ByteSlice value(byte[] entry) {
        ByteSlice key = key(entry);
        int at = key.offset() + key.length();
        return new ByteSlice(entry, at, entry.length - at);
    }

    /** The bytes of the key, without its namespace. */
    public static ByteSlice key(byte[] entry) {
        int at = skipVarInt(entry, namespaceAt(entry));
        int length = varInt(entry, at);
        return new ByteSlice(entry, skipVarInt(entry, at), length);
    }

    /** The {@link ValueTag} of the value. */
    public static byte tag(byte[] entry) {
        ByteSlice key = key(entry);
        return entry[key.offset() + key.length()];
    }

    static int namespace(byte[] entry) {
        return varInt(entry, namespaceAt(entry));
    }

    static boolean matches(byte[] entry, int namespace, Key key) {
        int at = namespaceAt(entry);
        if (varInt(entry, at) != namespace) {
            return false;
        }
        at = skipVarInt(entry, at);
        return varInt(entry, at) == key.length() && key.bytesEqual(entry, skipVarInt(entry, at));
    }

    private static int namespaceAt(byte[] entry) {
        return groupAt(entry) + ((entry[FLAGS_AT] & HAS_USE) >> 1) * USE_BYTES;
    }

    private static int groupAt(byte[] entry) {
        return FLAGS_AT + 1 + (entry[FLAGS_AT] & HAS_DEADLINE) * Long.BYTES;
    }

    private static int putVarInt(byte[] target, int offset, int value) {
        int at = offset;
        int rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            target[at++] = (byte) (rest | 0x80);
        }
        target[at++] = (byte) rest;
        return at;
    }

    private static int varInt(byte[] entry, int offset) {
        int value = entry[offset];
        if (value >= 0) {
            return value;
        }
        value &= 0x7f;
        int at = offset + 1;
        for (int shift = 7; ; shift += 7) {
            int b = entry[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static int skipVarInt(byte[] entry, int offset) {
        int at = offset;
        while (entry[at] < 0) {
            at++;
        }
        return at + 1;
    }

    private static int varIntLength(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }
}
