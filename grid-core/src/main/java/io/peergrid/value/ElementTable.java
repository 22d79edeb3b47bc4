package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Elements by member, in open addressing over one array an element. The table is cut into segments by the highest bits of the
 * members' hashes; a full segment is split in two, so that no insertion has to move more than a segment's elements. Positions grow with
 * the hash throughout: an iteration by hash needs no memory but the next hash and stays right across growth. Finding, putting and
 * removing take constant time. Not thread-safe.
 */
final class ElementTable {
    /** Adding elements to a segment of this many positions splits it. */
    private static final int MOST_POSITIONS = 4_096;
    /** Beyond this a segment is not split any more: its members' hashes do not differ enough. */
    private static final int MOST_DEPTH = 24;

    private static final int ARRAY_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    /** This object. */
    private static final int FIXED_BYTES = 40;

    private final ElementForm form;
    /** By the highest {@code depth} bits of the hash; a segment of lesser depth is at several places. */
    private ElementSegment[] directory;

    private int depth;
    private int size;
    private long bytes;

    ElementTable(ElementForm form) {
        this.form = form;
        directory = new ElementSegment[] {new ElementSegment(form, 0, 0)};
        bytes = FIXED_BYTES + directoryBytes() + directory[0].heapBytes();
    }

    ElementForm form() {
        return form;
    }

    int size() {
        return size;
    }

    /** Elements, segments and the directory; by 4-byte references and 8-byte alignment. */
    long heapBytes() {
        return bytes;
    }

    static long hash(Key member) {
        return member.hash() >>> Integer.SIZE;
    }

    byte @Nullable [] find(Key member) {
        return segment(hash(member)).find(member);
    }

    /**
     * Puts an element in place of the one with the same member; returns that.
     *
     * @param element kept
     */
    byte @Nullable [] put(byte[] element) {
        Key member = form.memberKey(ByteSlice.of(element));
        long hash = hash(member);
        ElementSegment segment = segment(hash);
        while (segment.isFull(MOST_POSITIONS) && segment.depth() < MOST_DEPTH) {
            split(segment, hash);
            segment = segment(hash);
        }
        bytes -= segment.heapBytes();
        byte[] before = segment.put(member, element);
        bytes += segment.heapBytes() + heapBytes(element) - (before == null ? 0 : heapBytes(before));
        size += before == null ? 1 : 0;
        return before;
    }

    /** Removes and returns the element of a member. */
    byte @Nullable [] remove(Key member) {
        ElementSegment segment = segment(hash(member));
        bytes -= segment.heapBytes();
        byte[] before = segment.remove(member);
        bytes += segment.heapBytes() - (before == null ? 0 : heapBytes(before));
        size -= before == null ? 0 : 1;
        return before;
    }

    /** As {@link ElementView#scan}. */
    long scan(long from, Predicate<ByteSlice> visitor) {
        long hash = from;
        while (hash < ElementView.END) {
            ElementSegment segment = segment(hash);
            long stopped = segment.scan(hash, visitor);
            if (stopped >= 0) {
                return stopped + 1;
            }
            long span = ElementView.END >>> segment.depth();
            hash = (hash / span + 1) * span;
        }
        return ElementView.END;
    }

    /** As {@link ElementView#pick}; takes the time to pass over the segments. */
    byte[] pick(long random) {
        int rank = (int) Long.remainderUnsigned(random, size);
        long hash = 0;
        while (true) {
            ElementSegment segment = segment(hash);
            if (rank < segment.size()) {
                return segment.pick(random);
            }
            rank -= segment.size();
            hash += ElementView.END >>> segment.depth();
        }
    }

    private ElementSegment segment(long hash) {
        return directory[(int) (hash >>> (Integer.SIZE - depth))];
    }

    private void split(ElementSegment full, long hash) {
        bytes -= full.heapBytes() + directoryBytes();
        if (full.depth() == depth) {
            ElementSegment[] wider = new ElementSegment[directory.length * 2];
            for (int i = 0; i < wider.length; i++) {
                wider[i] = directory[i >> 1];
            }
            directory = wider;
            depth++;
        }
        int halfSpan = 1 << (depth - full.depth() - 1);
        int first = (int) (hash >>> (Integer.SIZE - depth)) / (2 * halfSpan) * (2 * halfSpan);
        ElementSegment low = new ElementSegment(form, full.depth() + 1, full.size() / 2);
        ElementSegment high = new ElementSegment(form, full.depth() + 1, full.size() / 2);
        full.moveTo(low, high);
        Arrays.fill(directory, first, first + halfSpan, low);
        Arrays.fill(directory, first + halfSpan, first + 2 * halfSpan, high);
        bytes += low.heapBytes() + high.heapBytes() + directoryBytes();
    }

    private long directoryBytes() {
        return aligned(ARRAY_BYTES + (long) directory.length * REFERENCE_BYTES);
    }

    static long heapBytes(byte[] element) {
        return aligned(ARRAY_BYTES + (long) element.length);
    }

    static long aligned(long bytes) {
        return (bytes + 7) & ~7L;
    }
}
