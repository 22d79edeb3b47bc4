package io.peergrid.store;

/** The first byte of every stored value: what the rest is. Numbers are part of the format and never reused. */
public final class ValueTag {
    /** Plain bytes, the strings of wire protocols. */
    public static final byte RAW = 1;
    /** UTF-8 text. */
    public static final byte STRING = 2;
    /** Eight bytes, big-endian: a long, and what counters are. */
    public static final byte INT64 = 3;

    public static final byte INT32 = 4;
    public static final byte INT16 = 5;
    public static final byte INT8 = 6;
    public static final byte BOOLEAN = 7;
    public static final byte FLOAT64 = 8;
    public static final byte FLOAT32 = 9;
    public static final byte CHARACTER = 10;
    /** An object in the first version of the Kryo format. */
    public static final byte KRYO_1 = 16;
    /** The length of the names of classes, these names, then as {@link #KRYO_1} after its tag. */
    public static final byte KRYO_NAMED = 17;

    /** Collections, packed: see {@link ValueType}. */
    public static final byte SET = 32;

    public static final byte HASH = 33;
    public static final byte LIST = 34;
    public static final byte SORTED_SET = 35;
    public static final byte STREAM = 36;
    /** Added to a collection's tag if the entry only refers to a {@link LargeValue}. */
    static final byte LARGE = 64;

    private ValueTag() {}

    /** Whether a value with this tag is a collection, packed or large. */
    public static boolean isCollection(byte tag) {
        return tag >= SET;
    }

    /** The tag of the packed form, also for what is large. */
    public static byte typeOf(byte tag) {
        return isLarge(tag) ? (byte) (tag - LARGE) : tag;
    }

    static boolean isLarge(byte tag) {
        return tag >= SET + LARGE;
    }
}
