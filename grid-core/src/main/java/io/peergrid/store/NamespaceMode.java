package io.peergrid.store;

/** What a namespace's number says of how its entries are kept: the same for everybody, so nobody has to be asked. */
public final class NamespaceMode {
    /** Every member that holds data has a copy. */
    public static final long REPLICATED = 1L << 61;

    /** A write is acknowledged when the primary has it. */
    public static final long ASYNCHRONOUS = 1L << 60;

    private NamespaceMode() {}

    public static boolean isAsynchronous(long namespace) {
        return (namespace & ASYNCHRONOUS) != 0;
    }

    /** The number, whatever the mode. */
    public static long without(long namespace) {
        return namespace & ~(REPLICATED | ASYNCHRONOUS);
    }

    public static boolean isReplicated(long namespace) {
        return (namespace & REPLICATED) != 0;
    }
}
