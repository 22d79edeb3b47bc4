package io.peergrid;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry of a map, or to a key. Told when it is committed, at least once, in the order of the versions of each key. Compare versions if a
 * duplicate would do harm.
 *
 * @param key null for {@link Cause#MOVED} and {@link Cause#MISSED}
 * @param value if values were asked for and it takes 1 MiB at most: for {@link Cause#PUT} the new one, for {@link Cause#REMOVED}, {@link Cause#EXPIRED} and {@link Cause#EVICTED} the
 *     last one; otherwise null
 * @param version of the entry after it, as {@link GridEntry#version()}; rises with each change of the key, for ever. For {@link Cause#MOVED} lower than that of
 *     all changes decided by the new primary; 0 for {@link Cause#MISSED}
 * @param type what the key holds now; {@link KeyType#NONE} if it is gone, null if that has not changed
 * @param slots for {@link Cause#MOVED} and {@link Cause#MISSED}, otherwise null
 */
public record EntryEvent<K, V>(
        Cause cause,
        @Nullable K key,
        @Nullable V value,
        long version,
        @Nullable KeyType type,
        @Nullable SlotRanges slots) {

    /** Why it happened. */
    public enum Cause {
        /** The key got a value, or its collection was changed. */
        PUT,
        /** The key's time to live was set or taken away; its value is the same. */
        DEADLINE,
        /** Somebody removed the key, or its collection lost its last element. */
        REMOVED,
        /** The key's time to live was over. */
        EXPIRED,
        /** The key had to make room for others. */
        EVICTED,
        /** These slots have another primary now. Nothing happened to their entries. One event tells of all that moved at once. */
        MOVED,
        /** Something may have happened to keys of these slots that cannot be told any more. Whoever keeps a copy has to read them again. */
        MISSED
    }
}
