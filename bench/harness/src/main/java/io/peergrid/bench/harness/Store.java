package io.peergrid.bench.harness;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Operations on entries whose keys are numbered. Implementations make the key objects once, so that no one is measured
 * making them. Thread-safe.
 */
public interface Store {

    /** Makes the keys from 0 to {@code count - 1}, each of 16 bytes. */
    void prepare(int count) throws Exception;

    /** Whether the row makes sense for it. */
    default boolean has(Row row) {
        return true;
    }

    /** Where the key's copies are, seen from this process. */
    default Place place(int key) {
        return Place.ELSEWHERE;
    }

    byte @Nullable [] get(int key) throws Exception;

    /** Puts without asking for the old value. Returns when the entry is as safe as the store's kind promises. */
    void put(int key, byte[] value) throws Exception;

    /** @return how many were found */
    default int getAll(int[] keys) throws Exception {
        throw notThere("getAll");
    }

    default void putAll(int[] keys, byte[][] values) throws Exception {
        throw notThere("putAll");
    }

    default CompletionStage<?> putAsync(int key, byte[] value) {
        throw notThere("asynchronous puts");
    }

    /** Adds one to a counter. */
    default void add(int counter) throws Exception {
        throw notThere("counters");
    }

    private static UnsupportedOperationException notThere(String what) {
        return new UnsupportedOperationException("no " + what);
    }

    /** The key of this number: 16 bytes of ASCII. */
    static String key(int number) {
        String digits = Integer.toString(number);
        return "user:" + "00000000000".substring(digits.length()) + digits;
    }

    /** Where copies of a key are. */
    enum Place {
        OWNED,
        BACKUP,
        ELSEWHERE
    }
}
