package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a stream being written: absolute facts about its counters, its entries, its groups, their consumers and what is pending. An entry
 * with the fields of the one written before has its values only; a group and a consumer are named once for what follows.
 */
public final class StreamChanges {
    static final int COUNTERS = 0;
    static final int ENTRY = 1;
    static final int NEXT_ENTRY = 2;
    static final int REMOVE = 3;
    static final int REMOVE_UP_TO = 4;
    static final int GROUP = 5;
    static final int GROUP_GONE = 6;
    static final int IN_GROUP = 7;
    static final int CONSUMER = 8;
    static final int CONSUMER_GONE = 9;
    static final int OF_CONSUMER = 10;
    static final int PENDING = 11;
    static final int PENDING_GONE = 12;

    private final WireWriter out = new WireWriter();
    private @Nullable StreamEntry last;
    private @Nullable String group;
    private @Nullable String consumer;

    /** Takes in one change after the other. */
    interface Sink {
        void counters(StreamId lastId, long added, StreamId maxDeleted);

        void entry(StreamEntry entry);

        void remove(StreamId id);

        void removeUpTo(StreamId id);

        void group(String group, StreamId lastId, long entriesRead);

        void groupGone(String group);

        void consumer(String group, String consumer, long seenMillis);

        void consumerGone(String group, String consumer);

        void pending(String group, String consumer, StreamId id, long millis, long deliveries);

        void pendingGone(String group, StreamId id);
    }

    public int size() {
        return out.size();
    }

    public byte[] toBytes() {
        return out.toBytes();
    }

    /** That these are the last id, the number of entries ever added, and the greatest id ever deleted. */
    public void counters(StreamId lastId, long added, StreamId maxDeleted) {
        id(id(out.u8(COUNTERS), lastId).varLong(added), maxDeleted);
    }

    /** That this is the last entry; ids rise. */
    public void entry(StreamEntry entry) {
        StreamEntry before = last;
        last = entry;
        if (before == null || !entry.hasFieldsOf(before)) {
            id(out.u8(ENTRY), entry.id()).varInt(entry.fieldCount());
            entry.fields().forEach(part -> part.writeTo(out));
            return;
        }
        long apart = entry.id().milliseconds() - before.id().milliseconds();
        long sequence = entry.id().sequence();
        out.u8(NEXT_ENTRY)
                .varLong(apart)
                .varLong(apart == 0 ? sequence - before.id().sequence() : sequence);
        for (int i = 0; i < entry.fieldCount(); i++) {
            entry.value(i).writeTo(out);
        }
    }

    /** That an entry is gone. */
    public void remove(StreamId id) {
        id(out.u8(REMOVE), id);
    }

    /** That all entries up to an id are gone. */
    public void removeUpTo(StreamId id) {
        id(out.u8(REMOVE_UP_TO), id);
    }

    /** That there is a group which has read so far; what is in it stays. */
    public void group(String name, StreamId lastId, long entriesRead) {
        id(name(out.u8(GROUP), name), lastId).varLong(entriesRead + 1);
        group = name;
        consumer = null;
    }

    public void groupGone(String name) {
        name(out.u8(GROUP_GONE), name);
    }

    /** That there is a consumer, seen then; what is pending stays. */
    public void consumer(String inGroup, String name, long seenMillis) {
        select(inGroup);
        name(out.u8(CONSUMER), name).varLong(seenMillis);
        consumer = name;
    }

    /** That a consumer is gone and what was pending with it. */
    public void consumerGone(String inGroup, String name) {
        select(inGroup);
        name(out.u8(CONSUMER_GONE), name);
    }

    /** That an entry is pending with a consumer. */
    public void pending(String inGroup, String ofConsumer, StreamId id, long millis, long deliveries) {
        select(inGroup);
        if (!ofConsumer.equals(consumer)) {
            name(out.u8(OF_CONSUMER), ofConsumer);
            consumer = ofConsumer;
        }
        id(out.u8(PENDING), id).varLong(millis).varLong(deliveries);
    }

    /** That an entry is not pending. */
    public void pendingGone(String inGroup, StreamId id) {
        select(inGroup);
        id(out.u8(PENDING_GONE), id);
    }

    private void select(String name) {
        if (!name.equals(group)) {
            name(out.u8(IN_GROUP), name);
            group = name;
            consumer = null;
        }
    }

    static WireWriter id(WireWriter out, StreamId id) {
        return out.varLong(id.milliseconds()).varLong(id.sequence());
    }

    static StreamId id(WireReader in) {
        long milliseconds = in.varLong();
        return new StreamId(milliseconds, in.varLong());
    }

    static WireWriter name(WireWriter out, String name) {
        return out.bytes(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String name(WireReader in) {
        return new String(in.bytes(), StandardCharsets.ISO_8859_1);
    }

    /** As far as the first one tells: of changes that add entries it is the first of them, or the counters of a copy. */
    static boolean mayAdd(ByteSlice changes) {
        byte first = changes.byteAt(0);
        return first == ENTRY || first == COUNTERS || first == GROUP_GONE;
    }

    static void read(ByteSlice changes, Sink sink) {
        new StreamChangesReader(changes, sink).read();
    }
}
