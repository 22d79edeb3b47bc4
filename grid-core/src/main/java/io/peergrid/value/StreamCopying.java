package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.value.StreamPosition.Stage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One piece of a copy of a stream being written. */
final class StreamCopying {
    private final LargeStream stream;
    private final StreamChanges changes;
    private final int maxBytes;
    private StreamPosition reached = StreamPosition.entries(StreamId.MIN);

    StreamCopying(LargeStream stream, StreamChanges changes, int maxBytes) {
        this.stream = stream;
        this.changes = changes;
        this.maxBytes = maxBytes;
    }

    /**
     * Writes what is behind a position.
     *
     * @return where to go on, or null if that was all
     */
    @Nullable
    StreamPosition copy(StreamPosition from) {
        reached = from;
        if (from.stage() == Stage.ENTRIES && !entries(from)) {
            return reached;
        }
        if (from.stage() != Stage.ENTRIES) {
            StreamGroup open = stream.group(from.group());
            if (open != null && !rest(open, from)) {
                return reached;
            }
        }
        boolean first = from.stage() == Stage.ENTRIES;
        for (StreamGroup group : stream.groups().tailMap(from.group(), first).values()) {
            if (!whole(group)) {
                return reached;
            }
        }
        return null;
    }

    private boolean isFull() {
        return changes.size() >= maxBytes;
    }

    private boolean entries(StreamPosition from) {
        boolean[] all = {true};
        StreamId first = from.id().next();
        if (first != null) {
            stream.forwards(first, StreamId.MAX, entry -> {
                all[0] = !isFull();
                if (all[0]) {
                    changes.entry(entry);
                    reached = StreamPosition.entries(entry.id());
                }
                return all[0];
            });
        }
        return all[0];
    }

    private boolean whole(StreamGroup group) {
        if (isFull()) {
            return false;
        }
        changes.group(group.name(), group.lastId(), group.entriesRead());
        reached = StreamPosition.consumers(group.name(), null);
        return consumers(group, null) && pending(group, StreamId.MIN);
    }

    private boolean rest(StreamGroup group, StreamPosition from) {
        if (from.stage() == Stage.CONSUMERS) {
            return consumers(group, from.consumer()) && pending(group, StreamId.MIN);
        }
        return pending(group, from.id());
    }

    private boolean consumers(StreamGroup group, @Nullable String from) {
        for (StreamConsumer consumer :
                group.consumers.tailMap(from == null ? "" : from, from == null).values()) {
            if (isFull()) {
                return false;
            }
            changes.consumer(group.name(), consumer.name(), consumer.seenMillis());
            reached = StreamPosition.consumers(group.name(), consumer.name());
        }
        reached = StreamPosition.pending(group.name(), StreamId.MIN);
        return true;
    }

    private boolean pending(StreamGroup group, StreamId from) {
        for (Map.Entry<StreamId, StreamPending> given :
                group.pending.tailMap(from, false).entrySet()) {
            if (isFull()) {
                return false;
            }
            StreamPending pending = given.getValue();
            String consumer = pending.consumer().name();
            changes.pending(group.name(), consumer, given.getKey(), pending.deliveredMillis(), pending.deliveries());
            reached = StreamPosition.pending(group.name(), given.getKey());
        }
        return true;
    }
}
