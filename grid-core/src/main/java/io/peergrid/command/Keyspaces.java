package io.peergrid.command;

/** Namespaces that are not of maps. What is in them no name of the plain keyspace reaches. */
public final class Keyspaces {
    public static final long LOCKS = 2;
    public static final long SEMAPHORES = 3;
    public static final long RATE_LIMITS = 4;

    /** So many from 0 are no namespaces of maps; 0 is the plain keyspace. */
    public static final long RESERVED = 16;

    private Keyspaces() {}

    public static boolean isReserved(long namespace) {
        return Long.compareUnsigned(namespace, RESERVED) < 0;
    }
}
