package io.peergrid.value;

import io.peergrid.StreamId;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One of a group of a stream's readers, and what it was given and has not acknowledged. Not thread-safe. */
public final class StreamConsumer {
    /** This object, its place in the group and its map. */
    private static final int FIXED_BYTES = 32 + 40 + 48;

    private final String name;
    final TreeMap<StreamId, StreamPending> pending = new TreeMap<>();
    long seenMillis;

    StreamConsumer(String name) {
        this.name = name;
    }

    /** Each char a byte. */
    public String name() {
        return name;
    }

    /** When it last asked for something. */
    public long seenMillis() {
        return seenMillis;
    }

    /** In the order of the entries; to read only. */
    public NavigableMap<StreamId, StreamPending> pending() {
        return Collections.unmodifiableNavigableMap(pending);
    }

    /** Without what is pending. */
    long heapBytes() {
        return FIXED_BYTES + StreamGroup.heapBytes(name);
    }
}
