package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring entries of a stream in one array: the fields of the first one once, then each entry behind its length, with its distance from the
 * chunk's first id. An entry with the same fields has its values only. Bytes once written stay as they are: what reads them may keep
 * slices. Not thread-safe.
 */
final class StreamChunk {
    /** A chunk does not grow beyond this, unless it is one entry. */
    static final int MOST_BYTES = 2_048;
    /** This object, its first id, the header of its array. */
    private static final int FIXED_BYTES = 32 + 32 + 16;

    private static final int LEAST_BYTES = 128;

    /** Not above any entry; its own even if the entry is gone. */
    final StreamId base;
    /** As many of the bytes as {@link #used} says. */
    private byte[] run;

    private int used;
    private int count;
    private final int start;

    StreamChunk(StreamEntry first) {
        base = first.id();
        WireWriter out = new WireWriter(LEAST_BYTES).varInt(first.fieldCount());
        for (int i = 0; i < first.fieldCount(); i++) {
            first.field(i).writeTo(out);
        }
        start = out.size();
        used = start;
        run = out.toBytes();
        append(first);
    }

    int count() {
        return count;
    }

    /** Whether it took the entry in; it does not if it is full. The entry's id is above all that are here. */
    boolean append(StreamEntry entry) {
        byte[] bytes = encoded(entry);
        int size = used + bytes.length;
        if (count > 0 && size > MOST_BYTES) {
            run = Arrays.copyOf(run, used);
            return false;
        }
        if (size > run.length) {
            int room = count == 0 ? size : Math.max(size, Math.min(MOST_BYTES, 2 * run.length));
            run = Arrays.copyOf(run, room);
        }
        System.arraycopy(bytes, 0, run, used, bytes.length);
        used = size;
        count++;
        return true;
    }

    private byte[] encoded(StreamEntry entry) {
        WireWriter out = new WireWriter(LEAST_BYTES);
        long apart = entry.id().milliseconds() - base.milliseconds();
        out.varLong(apart)
                .varLong(
                        apart == 0
                                ? entry.id().sequence() - base.sequence()
                                : entry.id().sequence());
        boolean own = !hasSameFields(entry);
        out.varInt(own ? entry.fieldCount() + 1 : 0);
        for (int i = 0; i < entry.fieldCount(); i++) {
            if (own) {
                entry.field(i).writeTo(out);
            }
            entry.value(i).writeTo(out);
        }
        return new WireWriter(out.size() + 3).bytes(out.buffer(), 0, out.size()).toBytes();
    }

    private boolean hasSameFields(StreamEntry entry) {
        WireReader in = new WireReader(run, 0, start);
        if (in.varInt() != entry.fieldCount()) {
            return false;
        }
        for (int i = 0; i < entry.fieldCount(); i++) {
            if (!ByteSlice.readFrom(in, run).sameBytes(entry.field(i))) {
                return false;
            }
        }
        return true;
    }

    /** Its entries from the first to the last. Their fields are read when asked for. */
    List<Place> places() {
        List<Place> places = new ArrayList<>(count);
        WireReader in = new WireReader(run, start, used - start);
        while (in.remaining() > 0) {
            int from = in.position();
            int end = in.count(1) + in.position();
            places.add(new Place(readId(in), from, in.position(), end));
            in.skip(end - in.position());
        }
        return places;
    }

    private StreamId readId(WireReader in) {
        long apart = in.varLong();
        long sequence = in.varLong();
        return new StreamId(base.milliseconds() + apart, apart == 0 ? base.sequence() + sequence : sequence);
    }

    /**
     * Where an entry is.
     *
     * @param from where its length begins
     * @param fields where its fields begin
     * @param end behind its last byte
     */
    record Place(StreamId id, int from, int fields, int end) {}

    StreamEntry read(Place place) {
        WireReader in = new WireReader(run, place.fields, place.end - place.fields);
        int own = in.varInt();
        List<ByteSlice> fields = new ArrayList<>();
        if (own > 0) {
            for (int i = 0; i < 2 * (own - 1); i++) {
                fields.add(ByteSlice.readFrom(in, run));
            }
        } else {
            WireReader names = new WireReader(run, 0, start);
            for (int i = names.varInt(); i > 0; i--) {
                fields.add(ByteSlice.readFrom(names, run));
                fields.add(ByteSlice.readFrom(in, run));
            }
        }
        return new StreamEntry(place.id, fields);
    }

    /** Takes neighbouring entries out. */
    void remove(Place first, Place last, int entries) {
        byte[] rest = new byte[used - (last.end - first.from)];
        System.arraycopy(run, 0, rest, 0, first.from);
        System.arraycopy(run, last.end, rest, first.from, used - last.end);
        run = rest;
        used = rest.length;
        count -= entries;
    }

    /** Heap bytes, by 4-byte references and 8-byte alignment. */
    long heapBytes() {
        return ElementTable.aligned(FIXED_BYTES + (long) run.length);
    }
}
