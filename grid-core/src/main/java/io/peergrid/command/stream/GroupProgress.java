package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamGroup;
import org.jspecify.annotations.Nullable;

/** How many entries of a stream come up to an id, as far as that can be told without counting: not where entries were deleted in between. */
final class GroupProgress {
    /** It cannot be told. */
    static final long UNKNOWN = StreamGroup.UNKNOWN_READ;

    private GroupProgress() {}

    /** Of a group that read one more entry. */
    static long afterReading(LargeStream stream, StreamId entry, long entriesRead) {
        if (entriesRead != UNKNOWN && !hasDeleted(stream, entry)) {
            return entriesRead + 1;
        }
        return stream.added() == 0 ? entriesRead : upTo(stream, entry);
    }

    /** Entries that a group has not read; null if it cannot be told. Below 0 if the counters were set so. */
    static @Nullable Long lag(LargeStream stream, StreamGroup group) {
        if (stream.added() == 0) {
            return 0L;
        }
        if (group.entriesRead() != UNKNOWN && !hasDeleted(stream, group.lastId())) {
            return stream.added() - group.entriesRead();
        }
        long read = upTo(stream, group.lastId());
        return read == UNKNOWN ? null : Long.valueOf(stream.added() - read);
    }

    /** Whether the last one deleted by its name is not before an id nor before all entries. */
    private static boolean hasDeleted(LargeStream stream, StreamId from) {
        StreamId deleted = stream.maxDeletedId();
        return stream.size() > 0
                && !deleted.equals(StreamId.MIN)
                && stream.firstId().compareTo(deleted) <= 0
                && from.compareTo(deleted) <= 0;
    }

    private static long upTo(LargeStream stream, StreamId id) {
        int toLast = id.compareTo(stream.lastId());
        if (stream.added() == 0) {
            return 0;
        } else if (toLast == 0 || (toLast < 0 && stream.size() == 0)) {
            return stream.added();
        } else if (toLast > 0) {
            return UNKNOWN;
        }
        StreamId first = stream.firstId();
        StreamId deleted = stream.maxDeletedId();
        if (deleted.equals(StreamId.MIN) || deleted.compareTo(first) < 0) {
            int toFirst = id.compareTo(first);
            if (toFirst <= 0) {
                return stream.added() - stream.size() + (toFirst == 0 ? 1 : 0);
            }
        }
        return UNKNOWN;
    }
}
