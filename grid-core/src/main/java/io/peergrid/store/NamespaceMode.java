package io.peergrid.store;

/** What a namespace's number says of how its entries are kept: the same for everybody, so nobody has to be asked. */
public final class NamespaceMode {
    /** Every member that holds data has a copy. */
    public static final long REPLICATED = 1L << 61;

    private NamespaceMode() {}

    public static boolean isReplicated(long namespace) {
        return (namespace & REPLICATED) != 0;
    }
}
