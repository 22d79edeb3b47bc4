package io.peergrid.command;

import io.peergrid.CacheConfig;
import io.peergrid.store.NamespaceMode;
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

    private static final long MODE = NamespaceMode.REPLICATED | NamespaceMode.ASYNCHRONOUS;

    /** The highest 16 bits, but for the mode, of what belongs to caches: entries, what is known about them, what is still to be stored. */
    private static final long CACHES = 0xca00;

    private static final long CACHE_MARKS = 0xca01;
    private static final long CACHE_BACKLOGS = 0xca02;
    private static final long INVALIDATIONS = 0xca03;
    private static final int KIND_SHIFT = 48;
    private static final long NAME_MASK = (1L << KIND_SHIFT) - 1;
    /** Clear in what maps get, so that no name of a map leads into a cache. */
    private static final long OF_CACHES = 1L << 63;

    private Keyspaces() {}

    /** The entries of a cache. */
    public static long ofCache(CacheConfig<?, ?> cache) {
        return of(CACHES, fnv1a(cache.name()) & NAME_MASK) | (cache.isReplicated() ? NamespaceMode.REPLICATED : 0);
    }

    private static long of(long kind, long rest) {
        return (kind << KIND_SHIFT) | rest;
    }

    private static boolean isOf(long kind, long namespace) {
        return NamespaceMode.without(namespace) >>> KIND_SHIFT == kind;
    }

    /** What else there is under the keys of a cache, in the same slots. */
    private static long beside(long kind, long namespace) {
        return of(kind, namespace & (NAME_MASK | MODE));
    }

    public static boolean isOfCache(long namespace) {
        return isOf(CACHES, namespace);
    }

    /** Where it is noted, under the same keys, who loads or writes an entry of a cache, and what has no row. */
    public static long marksOf(long cache) {
        return beside(CACHE_MARKS, cache);
    }

    public static boolean isOfMarks(long namespace) {
        return isOf(CACHE_MARKS, namespace);
    }

    /** The cache that marks are of. */
    public static long cacheOf(long marks) {
        return beside(CACHES, marks);
    }

    /** Where it is noted, under the same keys, what a cache has still to store. */
    public static long backlogOf(long cache) {
        return beside(CACHE_BACKLOGS, cache);
    }

    public static boolean isOfBacklog(long namespace) {
        return isOf(CACHE_BACKLOGS, namespace);
    }

    /** What was invalidated of late in the caches that members keep for themselves. */
    public static long ofInvalidations(String name) {
        return of(INVALIDATIONS, fnv1a(name) & NAME_MASK);
    }

    /** A map's namespace: from its name alone, the same on every member. The lowest ones are not for maps, nor those of caches. */
    public static long ofMap(String name) {
        long hash = fnv1a(name) & ~(OF_CACHES | MODE);
        return isReserved(hash) ? hash + RESERVED : hash;
    }

    /** The namespace of a replicated map, which is another one than a map of that name. */
    public static long ofReplicatedMap(String name) {
        return ofMap(name) | NamespaceMode.REPLICATED;
    }

    /** The namespace of an asynchronous map, which is another one than a map of that name. */
    public static long ofAsynchronousMap(String name) {
        return ofMap(name) | NamespaceMode.ASYNCHRONOUS;
    }

    /** 64-bit FNV-1a of the name in UTF-8: the same on every member. */
    public static long fnv1a(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    public static boolean isReserved(long namespace) {
        return Long.compareUnsigned(namespace, RESERVED) < 0;
    }
}
