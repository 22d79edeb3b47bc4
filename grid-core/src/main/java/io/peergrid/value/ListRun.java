package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Elements one behind the other, each behind its length: what a packed list holds behind its tag, and what one chunk of a large one holds. */
final class ListRun {
    private ListRun() {}

    static ByteSlice of(List<ByteSlice> elements) {
        WireWriter out = new WireWriter();
        elements.forEach(element -> element.writeTo(out));
        return ByteSlice.of(out.toBytes());
    }

    static int count(ByteSlice run) {
        WireReader in = reader(run);
        int count = 0;
        while (in.remaining() > 0) {
            in.skip(in.varInt());
            count++;
        }
        return count;
    }

    /** How many bytes into the run an element begins; its length for the place behind the last one. */
    static int offset(ByteSlice run, int index) {
        WireReader in = reader(run);
        for (int i = 0; i < index; i++) {
            in.skip(in.varInt());
        }
        return in.position() - run.offset();
    }

    static ByteSlice get(ByteSlice run, int index) {
        WireReader in = reader(run);
        for (int i = 0; i < index; i++) {
            in.skip(in.varInt());
        }
        return ByteSlice.readFrom(in, run.source());
    }

    static List<ByteSlice> elements(ByteSlice run) {
        List<ByteSlice> elements = new ArrayList<>();
        WireReader in = reader(run);
        while (in.remaining() > 0) {
            elements.add(ByteSlice.readFrom(in, run.source()));
        }
        return elements;
    }

    /** A run with other bytes in place of those from one offset to another. */
    static byte[] spliced(ByteSlice run, int from, int to, ByteSlice with) {
        byte[] result = new byte[run.length() - (to - from) + with.length()];
        System.arraycopy(run.source(), run.offset(), result, 0, from);
        System.arraycopy(with.source(), with.offset(), result, from, with.length());
        System.arraycopy(run.source(), run.offset() + to, result, from + with.length(), run.length() - to);
        return result;
    }

    /**
     * Cuts a run between elements; an element that is larger than the bounds makes a run of its own.
     *
     * @param first the most bytes of the first part
     * @param most the most bytes of each other part
     */
    static List<ByteSlice> cut(ByteSlice run, int first, int most) {
        List<ByteSlice> parts = new ArrayList<>();
        WireReader in = reader(run);
        int begin = in.position();
        while (in.remaining() > 0) {
            int at = in.position();
            in.skip(in.varInt());
            if (at > begin && in.position() - begin > (parts.isEmpty() ? first : most)) {
                parts.add(new ByteSlice(run.source(), begin, at - begin));
                begin = at;
            }
        }
        parts.add(new ByteSlice(run.source(), begin, in.position() - begin));
        return parts;
    }

    private static WireReader reader(ByteSlice run) {
        return new WireReader(run.source(), run.offset(), run.length());
    }
}
