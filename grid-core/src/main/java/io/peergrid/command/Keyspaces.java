package io.peergrid.command;

import java.nio.charset.StandardCharsets;

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

    /** A map's namespace: from its name alone, the same on every member. 64-bit FNV-1a; the lowest ones are not for maps. */
    public static long ofMap(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return isReserved(hash) ? hash + RESERVED : hash;
    }

    public static boolean isReserved(long namespace) {
        return Long.compareUnsigned(namespace, RESERVED) < 0;
    }
}
