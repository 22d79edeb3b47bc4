package io.peergrid.near;

import java.util.Map;
import java.util.TreeMap;

/** How far a stream was taken without a gap. Its parts may come in any order: what they say holds whenever it is heard. Not thread-safe. */
final class Taken {
    private static final int PARTS_MAX = 64;

    private final TreeMap<Long, Long> ahead = new TreeMap<>();
    private long upTo;

    /** A part came; more parts ahead of a gap than are remembered leave it open. */
    void add(long first, long length) {
        long end = first + length;
        if (first > upTo) {
            if (ahead.size() < PARTS_MAX) {
                ahead.merge(first, end, Math::max);
            }
            return;
        }
        upTo = Math.max(upTo, end);
        for (Map.Entry<Long, Long> next = ahead.firstEntry();
                next != null && next.getKey() <= upTo;
                next = ahead.firstEntry()) {
            upTo = Math.max(upTo, next.getValue());
            ahead.pollFirstEntry();
        }
    }

    /** Everything before this byte was taken. */
    long upTo() {
        return upTo;
    }
}
