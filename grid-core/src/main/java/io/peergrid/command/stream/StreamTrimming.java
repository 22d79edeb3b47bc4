package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamEntry;
import org.jspecify.annotations.Nullable;

/**
 * How much of a stream is to go: all but the last so many entries, or all before an id; not more than a limit.
 *
 * @param length how many stay; ignored if there is a least id
 * @param leastId of those that stay, or null
 * @param limit how many go at most; 0 for no limit
 */
record StreamTrimming(long length, @Nullable StreamId leastId, long limit) {

    /**
     * How many entries go, the oldest first.
     *
     * @param added one that comes to them, or null
     */
    int count(LargeStream stream, @Nullable StreamEntry added) {
        long size = stream.size() + (added == null ? 0L : 1L);
        StreamId least = leastId;
        long count;
        if (least == null) {
            count = Math.max(0, size - length);
        } else if (added != null && added.id().compareTo(least) < 0) {
            count = size;
        } else {
            count = stream.countBelow(least);
        }
        return (int) (limit > 0 ? Math.min(limit, count) : count);
    }

    /** Lets them go and says how many they were. */
    int trim(StreamEdit stream, @Nullable StreamEntry added) {
        LargeStream before = stream.before();
        int count = count(before, added);
        if (count > before.size() && added != null) {
            stream.removeUpTo(added.id());
        } else if (count > 0) {
            stream.removeUpTo(before.idAt(count - 1));
        }
        return count;
    }
}
