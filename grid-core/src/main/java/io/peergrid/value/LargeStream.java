package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.LargeValue;
import io.peergrid.wire.WireWriter;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stream: its entries in chunks ordered by id, its counters, and its groups with their consumers and what is pending. Also what a packed
 * stream is read into. Under the slot's lock.
 *
 * <p>A copy goes as {@link StreamPosition} says. Every change is about one element at a place of that order, or about all entries up to one, or
 * about what goes with a group or consumer; so the learner applies what is within its copy and passes over the rest.
 */
public final class LargeStream implements LargeValue {
    /** This object, its ids, its entries' and its groups' fixed parts. */
    private static final int FIXED_BYTES = 40 + 2 * 32 + StreamEntries.FIXED_BYTES + 48;

    private final StreamEntries entries = new StreamEntries();
    private final TreeMap<String, StreamGroup> groups = new TreeMap<>();
    private StreamId lastId = StreamId.MIN;
    private StreamId maxDeletedId = StreamId.MIN;
    private long added;
    private long groupBytes;
    /** How far this learner's copy reaches; null if it is whole. */
    private @Nullable StreamPosition copied;

    /** Entries. */
    public int size() {
        return entries.size();
    }

    /** What entries are stored in. */
    public int chunkCount() {
        return entries.chunkCount();
    }

    /** The greatest id that there ever was. */
    public StreamId lastId() {
        return lastId;
    }

    /** The greatest id that was ever deleted by its name; 0-0 if none was. */
    public StreamId maxDeletedId() {
        return maxDeletedId;
    }

    /** How many entries there ever were. */
    public long added() {
        return added;
    }

    /** The id of the first entry; 0-0 if there is none. */
    public StreamId firstId() {
        return size() == 0 ? StreamId.MIN : entries.idAt(0);
    }

    /** The id of the last entry; 0-0 if there is none. */
    public StreamId lastEntryId() {
        StreamId[] found = {StreamId.MIN};
        backwards(StreamId.MIN, StreamId.MAX, entry -> {
            found[0] = entry.id();
            return false;
        });
        return found[0];
    }

    public boolean contains(StreamId id) {
        return entries.contains(id);
    }

    /** The entry, or null. */
    public @Nullable StreamEntry get(StreamId id) {
        return entries.get(id);
    }

    /** The id of the entry that so many are before; the number is at least 0 and below the size. */
    public StreamId idAt(int index) {
        return entries.idAt(index);
    }

    /** How many entries have an id below this one. */
    public int countBelow(StreamId id) {
        return entries.countBelow(id);
    }

    /** Visits entries in their order, both bounds included, until the visitor returns false. */
    public void forwards(StreamId from, StreamId to, Predicate<StreamEntry> visitor) {
        entries.forwards(from, to, visitor);
    }

    /** Visits entries from the last to the first, both bounds included, until the visitor returns false. */
    public void backwards(StreamId from, StreamId to, Predicate<StreamEntry> visitor) {
        entries.backwards(from, to, visitor);
    }

    /** The group of a name, or null. */
    public @Nullable StreamGroup group(String name) {
        return groups.get(name);
    }

    /** By name; to read only. */
    public NavigableMap<String, StreamGroup> groups() {
        return Collections.unmodifiableNavigableMap(groups);
    }

    /** Whether it holds more elements of all kinds than this. */
    boolean hasMoreThan(int elements) {
        long sum = entries.size() + (long) groups.size();
        for (StreamGroup group : groups.values()) {
            sum += group.consumers.size() + group.pending.size();
        }
        return sum > elements;
    }

    @Override
    public void change(ByteSlice changes) {
        StreamChanges.read(changes, new Applying());
    }

    /** In a learner's copy what concerns elements still to come is passed over. */
    private final class Applying implements StreamChanges.Sink {
        @Override
        public void counters(StreamId last, long everAdded, StreamId maxDeleted) {
            lastId = last;
            added = everAdded;
            maxDeletedId = maxDeleted;
        }

        @Override
        public void entry(StreamEntry entry) {
            if (copied == null || copied.hasEntry(entry.id())) {
                entries.append(entry);
            }
        }

        @Override
        public void remove(StreamId id) {
            entries.remove(id);
        }

        @Override
        public void removeUpTo(StreamId id) {
            entries.removeUpTo(id);
        }

        @Override
        public void group(String name, StreamId last, long entriesRead) {
            if (copied == null || copied.hasGroup(name)) {
                StreamGroup group = groups.get(name);
                if (group == null) {
                    group = new StreamGroup(name);
                    groups.put(name, group);
                    groupBytes += group.heapBytes();
                }
                group.read(last, entriesRead);
            }
        }

        @Override
        public void groupGone(String name) {
            StreamGroup gone = groups.remove(name);
            groupBytes -= gone == null ? 0 : gone.heapBytes();
        }

        @Override
        public void consumer(String group, String consumer, long seenMillis) {
            if (copied == null || copied.hasConsumer(group, consumer)) {
                in(group, present -> present.consumer(consumer, seenMillis));
            }
        }

        @Override
        public void consumerGone(String group, String consumer) {
            in(group, present -> present.removeConsumer(consumer));
        }

        @Override
        public void pending(String group, String consumer, StreamId id, long millis, long deliveries) {
            if (copied == null || copied.hasPending(group, id)) {
                in(group, present -> present.give(id, consumer, millis, deliveries));
            }
        }

        @Override
        public void pendingGone(String group, StreamId id) {
            in(group, present -> present.acknowledge(id));
        }

        private void in(String name, Consumer<StreamGroup> change) {
            StreamGroup group = groups.get(name);
            if (group != null) {
                groupBytes -= group.heapBytes();
                change.accept(group);
                groupBytes += group.heapBytes();
            }
        }
    }

    @Override
    public byte @Nullable [] copyTo(WireWriter out, byte @Nullable [] cursor, int maxBytes) {
        StreamChanges changes = new StreamChanges();
        if (cursor == null) {
            changes.counters(lastId, added, maxDeletedId);
        }
        StreamPosition from = cursor == null ? StreamPosition.entries(StreamId.MIN) : StreamPosition.of(cursor);
        StreamPosition to = new StreamCopying(this, changes, maxBytes).copy(from);
        byte[] piece = changes.toBytes();
        out.raw(piece, 0, piece.length);
        return to == null ? null : to.toBytes();
    }

    @Override
    public void install(ByteSlice piece, byte @Nullable [] next) {
        copied = null;
        change(piece);
        copied = next == null ? null : StreamPosition.of(next);
    }

    @Override
    public long heapBytes() {
        return FIXED_BYTES + entries.heapBytes() + groupBytes;
    }
}
