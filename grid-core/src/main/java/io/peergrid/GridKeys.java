package io.peergrid;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with keys of the plain keyspace, whatever they hold: those of {@link GridStructure}s, not the entries of maps. Blocking methods end as those of {@link GridMap} do.
 * Thread-safe.
 */
public interface GridKeys {

    /** The same with methods that return at once. */
    AsyncGridKeys async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridKeys withDeadline(Duration deadline);

    /**
     * Calls the listener with each change of keys that a pattern matches, as Redis's keyspace notifications: once it is committed, at least once, the changes of each key
     * in order. As {@link GridMap#listen(java.util.function.Consumer)}.
     *
     * @param pattern as in Redis: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, {@code \x}; without any of these it is the name of one key
     * @throws IllegalStateException within a transaction or a pipeline
     */
    GridSubscription listen(String pattern, Consumer<? super EntryEvent<String, Void>> listener);

    /** What the key holds. */
    KeyType type(String name);

    /** Whether the key is there. */
    boolean exists(String name);

    /** Whether the key is there; counts as a use of it. */
    boolean touch(String name);

    /** Removes the key; true if it was there. */
    boolean delete(String name);

    /** As {@link #delete}; here both take the memory back without holding anybody up. */
    boolean unlink(String name);

    /** Lets the key expire after this time, at least a millisecond; false if absent. */
    boolean expire(String name, Duration timeToLive);

    /** As {@link #expire(String, Duration)} if the condition holds; true if it did. */
    boolean expire(String name, Duration timeToLive, ExpireCondition condition);

    /** Lets the key expire then, at once if that is over; false if absent. */
    boolean expireAt(String name, Instant moment);

    /** As {@link #expireAt(String, Instant)} if the condition holds; true if it did. */
    boolean expireAt(String name, Instant moment, ExpireCondition condition);

    /** Takes the time to live away; true if there was one. */
    boolean persist(String name);

    /** The time until the key expires; null if it is absent or never expires. */
    @Nullable
    Duration timeToLive(String name);

    /** When the key expires; null if it is absent or never expires. */
    @Nullable
    Instant expireTime(String name);

    /** Moves a value with its time to live, in place of what the new name held. Both names are of one slot; {@link GridException} if there is no such key. */
    void rename(String name, String newName);

    /** As {@link #rename} if the new name is absent; true if it was. */
    boolean renameIfAbsent(String name, String newName);

    /** Copies a value with its time to live; false if there is none, or a target and {@code replace} is false. Both names are of one slot. */
    boolean copy(String name, String target, boolean replace);

    /**
     * One part of all keys, as {@link GridMap#scanKeys} of a map: a key that is there all the time is returned at least once, also while slots move and members come and
     * go; others may or may not be. It asks slot by slot, and no slot for more than a bounded number of keys at once.
     *
     * @param cursor {@link ScanCursor#START}, then what the last page returned
     * @param pattern glob as in Redis ({@code *}, {@code ?}, {@code [a-z]}, {@code \} to quote) over the bytes of the key, or null for all
     * @param type only keys that hold this, or null for all; not {@link KeyType#NONE}
     * @param count about how many keys, 1 to 10,000; a page may hold fewer or none
     * @throws IllegalArgumentException if the cursor is of another scan
     */
    ScanPage<String> scan(ScanCursor cursor, @Nullable String pattern, @Nullable KeyType type, int count);

    /** All keys, as {@link #stream(String, KeyType)}. */
    Stream<String> stream();

    /**
     * All keys that {@link #scan} returns, fetched page by page as the stream is read; a key may come twice if its slot moves meanwhile. It blocks as the other methods do, and needs
     * no closing. What Redis has as KEYS, without holding anybody up.
     */
    Stream<String> stream(@Nullable String pattern, @Nullable KeyType type);

    /** A key by chance, not all of them with the same chance; null if there are none. */
    @Nullable
    String randomKey();
}
