package io.peergrid.command;

/** Namespaces that are not of maps. What is in others no name of the plain keyspace reaches. */
public final class Keyspaces {
    /** The plain keyspace: whatever has a name of its own. */
    public static final long PLAIN = 0;

    public static final long LOCKS = 2;
    public static final long SEMAPHORES = 3;
    public static final long RATE_LIMITS = 4;

    /** So many from 0 are no namespaces of maps. */
    public static final long RESERVED = 16;

    private Keyspaces() {}

    public static boolean isReserved(long namespace) {
        return Long.compareUnsigned(namespace, RESERVED) < 0;
    }
}
