package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamConsumer;
import io.peergrid.value.StreamGroup;
import io.peergrid.value.StreamPending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A group as one command sees it: what was there before the command, and the command's changes over it. One thread, one command. */
final class GroupEdit {
    private final StreamEdit stream;
    private final StreamGroup before;
    private final Map<StreamId, Given> changed = new TreeMap<>();
    private final Set<StreamId> gone = new HashSet<>();
    private final Set<String> seen = new TreeSet<>();
    private StreamId lastId;
    private long entriesRead;

    GroupEdit(StreamEdit stream, StreamGroup before) {
        this.stream = stream;
        this.before = before;
        lastId = before.lastId();
        entriesRead = before.entriesRead();
    }

    /**
     * That an entry is pending with a consumer.
     *
     * @param consumer null if it is nobody's yet
     */
    record Given(@Nullable String consumer, long millis, long deliveries) {}

    LargeStream stream() {
        return stream.before();
    }

    StreamId lastId() {
        return lastId;
    }

    /** Says that the group has read so far. */
    void lastId(StreamId id) {
        lastId = id;
    }

    /** Says that the group was given an entry, which counts only if it is behind what it has read. */
    void read(StreamId entry) {
        if (entry.compareTo(lastId) > 0) {
            entriesRead = GroupProgress.afterReading(stream(), entry, entriesRead);
            lastId = entry;
        }
    }

    /** Says that a consumer asked for something; it is made if it is not there. */
    void seen(String consumer) {
        seen.add(consumer);
    }

    /** What is pending about an entry, or null. */
    @Nullable
    Given pending(StreamId id) {
        Given given = changed.get(id);
        if (given != null || gone.contains(id)) {
            return given;
        }
        StreamPending pending = before.pending().get(id);
        return pending == null ? null : of(pending);
    }

    private static Given of(StreamPending pending) {
        return new Given(pending.consumer().name(), pending.deliveredMillis(), pending.deliveries());
    }

    void give(StreamId id, Given given) {
        changed.put(id, given);
        gone.remove(id);
    }

    /** Does nothing if it is not pending; says whether it was. */
    boolean acknowledge(StreamId id) {
        if (pending(id) == null) {
            return false;
        }
        changed.remove(id);
        gone.add(id);
        return true;
    }

    /** Ids from one on that are pending with a consumer, at most so many. */
    List<StreamId> pendingOf(String consumer, StreamId from, long most) {
        StreamConsumer known = before.consumers().get(consumer);
        Iterable<StreamId> ids =
                known == null ? List.of() : known.pending().tailMap(from, true).keySet();
        if (!changed.isEmpty()) {
            TreeSet<StreamId> all = new TreeSet<>();
            ids.forEach(all::add);
            changed.keySet().stream().filter(id -> id.compareTo(from) >= 0).forEach(all::add);
            all.removeIf(id -> {
                Given given = pending(id);
                return given == null || !consumer.equals(given.consumer());
            });
            ids = all;
        }
        List<StreamId> some = new ArrayList<>();
        for (StreamId id : ids) {
            if (some.size() == most) {
                break;
            }
            some.add(id);
        }
        return some;
    }

    /** Asks for the changes, if there are any. */
    void save() {
        String name = before.name();
        if (!lastId.equals(before.lastId()) || entriesRead != before.entriesRead()) {
            stream.group(name, lastId, entriesRead);
        }
        seen.forEach(consumer -> stream.consumer(name, consumer));
        gone.stream().sorted().forEach(id -> stream.pendingGone(name, id));
        changed.forEach((id, given) -> {
            String consumer = given.consumer();
            if (consumer != null) {
                stream.pending(name, consumer, id, given.millis(), given.deliveries());
            }
        });
        stream.save();
    }
}
