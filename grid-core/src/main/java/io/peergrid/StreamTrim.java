package io.peergrid;

/**
 * What a {@link GridStream} keeps when an entry is added; always exact.
 *
 * @param size so many entries, the last ones; below 0 for all
 * @param leastId none before this one
 */
public record StreamTrim(long size, StreamId leastId) {

    /** @param size how many entries are kept, at least 0 */
    public static StreamTrim toSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a stream cannot keep " + size + " entries");
        }
        return new StreamTrim(size, StreamId.MIN);
    }

    /** @param leastId of the entries that are kept */
    public static StreamTrim before(StreamId leastId) {
        return new StreamTrim(-1, leastId);
    }
}
