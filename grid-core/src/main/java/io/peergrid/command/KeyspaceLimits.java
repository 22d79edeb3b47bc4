package io.peergrid.command;

/**
 * What one member accepts; the primary refuses beyond it, before anything is replicated.
 *
 * @param maxMemoryBytes of all entries with their overhead; writes that would exceed it are refused
 * @param maxKeyBytes of one key
 * @param maxValueBytes of one value, its tag included
 */
public record KeyspaceLimits(long maxMemoryBytes, int maxKeyBytes, int maxValueBytes) {
    /**
     * Of one command. They are looked at one by one under the slot's lock, on each copy, and nobody else gets at the slot meanwhile: some 100 ms
     * for so many.
     */
    public static final int MAX_ARGUMENTS = 1 << 17;

    public static final int DEFAULT_MAX_KEY_BYTES = 64 * 1024;
    public static final int DEFAULT_MAX_VALUE_BYTES = 16 * 1024 * 1024;

    public KeyspaceLimits {
        if (maxMemoryBytes < 1 || maxKeyBytes < 1 || maxValueBytes < 1) {
            throw new IllegalArgumentException("limits must be at least 1 byte");
        }
    }

    /** The standard limits for keys and values. */
    public static KeyspaceLimits ofMemory(long maxMemoryBytes) {
        return new KeyspaceLimits(maxMemoryBytes, DEFAULT_MAX_KEY_BYTES, DEFAULT_MAX_VALUE_BYTES);
    }
}
