package io.peergrid;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A single value under a key, of any type the configuration allows.
 */
public interface GridBucket<V> extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridBucket<V> async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridBucket<V> withDeadline(Duration deadline);

    /** The value; null if absent. */
    @Nullable
    V get();

    /** Sets the value, whatever the key held; it never expires afterwards. */
    void set(V value);

    /** Sets the value and when it expires. */
    void set(V value, Duration timeToLive);

    /** Sets the value and keeps the time to live. */
    void setAndKeepTimeToLive(V value);

    /** Sets the value if the key is absent; true if it did. */
    boolean setIfAbsent(V value);

    /** Sets the value and when it expires if the key is absent; true if it did. */
    boolean setIfAbsent(V value, Duration timeToLive);

    /** Sets the value if the key is there; true if it did. It never expires afterwards. */
    boolean setIfPresent(V value);

    /** Sets the value and returns the one before; it never expires afterwards. */
    @Nullable
    V getAndSet(V value);

    /** Removes the key and returns its value; null if absent. */
    @Nullable
    V getAndDelete();

    /** The value, which expires after this time from now on. */
    @Nullable
    V getAndExpire(Duration timeToLive);

    /** The value, which never expires from now on. */
    @Nullable
    V getAndPersist();

    /** Puts bytes behind those of the text or bytes that are there; returns the length. */
    long append(byte[] bytes);

    /** How many bytes the text, bytes or number has as text; 0 if absent. */
    long length();

    /** Some of the bytes, both ends included; negative places count from the end. */
    byte[] range(long start, long end);

    /** Overwrites bytes from a place on, with zeros before it if the value was shorter; returns the length. */
    long setRange(long offset, byte[] bytes);
}
