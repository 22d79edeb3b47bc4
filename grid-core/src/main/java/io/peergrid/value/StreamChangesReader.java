package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StreamChanges} wrote, once. */
final class StreamChangesReader {
    private final byte[] source;
    private final WireReader in;
    private final StreamChanges.Sink sink;
    private @Nullable StreamEntry last;
    private String group = "";
    private String consumer = "";

    StreamChangesReader(ByteSlice changes, StreamChanges.Sink sink) {
        source = changes.source();
        in = new WireReader(source, changes.offset(), changes.length());
        this.sink = sink;
    }

    /** @throws WireFormatException if the bytes are no changes */
    void read() {
        while (in.remaining() > 0) {
            int kind = in.u8();
            if (kind < StreamChanges.GROUP) {
                readOfEntries(kind);
            } else {
                readOfGroups(kind);
            }
        }
    }

    private void readOfEntries(int kind) {
        switch (kind) {
            case StreamChanges.COUNTERS -> {
                StreamId lastId = StreamChanges.id(in);
                long added = in.varLong();
                sink.counters(lastId, added, StreamChanges.id(in));
            }
            case StreamChanges.ENTRY -> {
                StreamId id = StreamChanges.id(in);
                List<ByteSlice> fields = new ArrayList<>();
                for (int i = 2 * in.count(2); i > 0; i--) {
                    fields.add(ByteSlice.readFrom(in, source));
                }
                take(new StreamEntry(id, fields));
            }
            case StreamChanges.NEXT_ENTRY -> take(next());
            case StreamChanges.REMOVE -> sink.remove(StreamChanges.id(in));
            default -> sink.removeUpTo(StreamChanges.id(in));
        }
    }

    private StreamEntry next() {
        StreamEntry before = last;
        if (before == null) {
            throw new WireFormatException("an entry with the fields of none");
        }
        long apart = in.varLong();
        long sequence = in.varLong();
        List<ByteSlice> fields = new ArrayList<>(before.fields().size());
        for (int i = 0; i < before.fieldCount(); i++) {
            fields.add(before.field(i));
            fields.add(ByteSlice.readFrom(in, source));
        }
        StreamId id = new StreamId(
                before.id().milliseconds() + apart, apart == 0 ? before.id().sequence() + sequence : sequence);
        return new StreamEntry(id, fields);
    }

    private void take(StreamEntry entry) {
        last = entry;
        sink.entry(entry);
    }

    private void readOfGroups(int kind) {
        switch (kind) {
            case StreamChanges.GROUP -> {
                group = StreamChanges.name(in);
                StreamId lastId = StreamChanges.id(in);
                sink.group(group, lastId, in.varLong() - 1);
            }
            case StreamChanges.GROUP_GONE -> sink.groupGone(StreamChanges.name(in));
            case StreamChanges.IN_GROUP -> group = StreamChanges.name(in);
            case StreamChanges.CONSUMER -> {
                consumer = StreamChanges.name(in);
                sink.consumer(group, consumer, in.varLong());
            }
            case StreamChanges.CONSUMER_GONE -> sink.consumerGone(group, StreamChanges.name(in));
            case StreamChanges.OF_CONSUMER -> consumer = StreamChanges.name(in);
            case StreamChanges.PENDING -> {
                StreamId id = StreamChanges.id(in);
                long millis = in.varLong();
                sink.pending(group, consumer, id, millis, in.varLong());
            }
            case StreamChanges.PENDING_GONE -> sink.pendingGone(group, StreamChanges.id(in));
            default -> throw new WireFormatException("no change of a stream is of the kind " + kind);
        }
    }
}
