package io.peergrid.value;

import io.peergrid.StreamId;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A group of a stream's readers: how far it has read, who is in it, and what was given out and not acknowledged. Not thread-safe. */
public final class StreamGroup {
    /** That nobody knows how many entries the group has read. */
    public static final long UNKNOWN_READ = -1;

    /** This object, its last id, its place in the stream and its two maps. */
    private static final int FIXED_BYTES = 32 + 32 + 40 + 2 * 48;

    private final String name;
    final TreeMap<String, StreamConsumer> consumers = new TreeMap<>();
    final TreeMap<StreamId, StreamPending> pending = new TreeMap<>();
    private StreamId lastId = StreamId.MIN;
    private long entriesRead = UNKNOWN_READ;
    private long bytes;

    StreamGroup(String name) {
        this.name = name;
        bytes = FIXED_BYTES + heapBytes(name);
    }

    /** Each char a byte. */
    public String name() {
        return name;
    }

    /** Entries up to this one were given to the group. */
    public StreamId lastId() {
        return lastId;
    }

    /** How many entries were ever added up to {@link #lastId}, or {@link #UNKNOWN_READ}. */
    public long entriesRead() {
        return entriesRead;
    }

    /** By name; to read only. */
    public NavigableMap<String, StreamConsumer> consumers() {
        return Collections.unmodifiableNavigableMap(consumers);
    }

    /** Of all consumers, in the order of the entries; to read only. */
    public NavigableMap<StreamId, StreamPending> pending() {
        return Collections.unmodifiableNavigableMap(pending);
    }

    void read(StreamId id, long entries) {
        lastId = id;
        entriesRead = entries;
    }

    void consumer(String consumerName, long seenMillis) {
        StreamConsumer consumer = consumers.get(consumerName);
        if (consumer == null) {
            consumer = new StreamConsumer(consumerName);
            consumers.put(consumerName, consumer);
            bytes += consumer.heapBytes();
        }
        consumer.seenMillis = seenMillis;
    }

    void removeConsumer(String consumerName) {
        StreamConsumer consumer = consumers.remove(consumerName);
        if (consumer != null) {
            consumer.pending.keySet().forEach(pending::remove);
            bytes -= consumer.heapBytes() + (long) StreamPending.HEAP_BYTES * consumer.pending.size();
        }
    }

    /** Does nothing if there is no such consumer. */
    void give(StreamId entry, String consumerName, long millis, long deliveries) {
        StreamConsumer consumer = consumers.get(consumerName);
        if (consumer == null) {
            return;
        }
        StreamPending given = new StreamPending(consumer, millis, deliveries);
        StreamId id = known(entry);
        StreamPending before = pending.put(id, given);
        if (before == null) {
            bytes += StreamPending.HEAP_BYTES;
        } else if (before.consumer() != consumer) {
            before.consumer().pending.remove(id);
        }
        consumer.pending.put(id, given);
    }

    /** The same object for the same id, so that both lists share it. */
    private StreamId known(StreamId entry) {
        StreamId near = pending.floorKey(entry);
        return near != null && near.equals(entry) ? near : entry;
    }

    void acknowledge(StreamId entry) {
        StreamPending before = pending.remove(entry);
        if (before != null) {
            before.consumer().pending.remove(entry);
            bytes -= StreamPending.HEAP_BYTES;
        }
    }

    /** With its consumers and what is pending, by 4-byte references and 8-byte alignment. */
    long heapBytes() {
        return bytes;
    }

    static long heapBytes(String text) {
        return 24 + ElementTable.aligned(16L + text.length());
    }
}
