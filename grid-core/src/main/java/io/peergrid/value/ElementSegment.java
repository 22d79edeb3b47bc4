package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an {@link ElementTable} whose hashes begin with the same bits: linear probing, loaded to 3/4 at most. A removal moves later
 * elements up, so that no probe meets a gap before its element. Not thread-safe.
 */
final class ElementSegment {
    private static final int LEAST_POSITIONS = 4;
    /** This object and the header of its array. */
    private static final int FIXED_BYTES = 24 + 16;

    private final ElementForm form;
    private final int depth;
    /** Elements are null where none is. */
    private byte[][] elements;

    private int size;

    /**
     * @param depth how many bits its elements' hashes share
     * @param expected how many elements come soon
     */
    ElementSegment(ElementForm form, int depth, int expected) {
        this.form = form;
        this.depth = depth;
        elements = new byte[Math.max(LEAST_POSITIONS, expected * 2)][];
    }

    int depth() {
        return depth;
    }

    int size() {
        return size;
    }

    /** Without the elements' own arrays. */
    long heapBytes() {
        return FIXED_BYTES + ElementTable.aligned(4L * elements.length);
    }

    boolean isFull(int mostPositions) {
        return (size + 1) * 4L > elements.length * 3L && elements.length >= mostPositions;
    }

    byte @Nullable [] find(Key member) {
        return elements[position(member)];
    }

    byte @Nullable [] put(Key member, byte[] element) {
        int at = position(member);
        byte[] before = elements[at];
        if (before == null && (++size) * 4L > elements.length * 3L) {
            resize(elements.length + (elements.length >> 1));
            at = position(member);
        }
        elements[at] = element;
        return before;
    }

    byte @Nullable [] remove(Key member) {
        int at = position(member);
        byte[] before = elements[at];
        if (before == null) {
            return null;
        }
        size--;
        close(at);
        if (elements.length > LEAST_POSITIONS && size < elements.length / 8) {
            resize(Math.max(LEAST_POSITIONS, size * 2));
        }
        return before;
    }

    /** Moves what comes behind a gap into it, as long as that is not before its home. */
    private void close(int gap) {
        int hole = gap;
        int at = next(hole);
        while (true) {
            byte[] element = elements[at];
            if (element == null) {
                break;
            }
            int home = home(hash(element));
            int fromHome = at >= home ? at - home : at - home + elements.length;
            int fromHole = at >= hole ? at - hole : at - hole + elements.length;
            if (fromHome >= fromHole) {
                elements[hole] = element;
                hole = at;
            }
            at = next(at);
        }
        elements[hole] = null;
    }

    /** Visits by ascending hash; returns the hash at which the visitor stopped, or -1. */
    long scan(long from, Predicate<ByteSlice> visitor) {
        long[] found = new long[8];
        for (int home = home(from); home < elements.length; home++) {
            int count = 0;
            int at = home;
            for (byte[] element = elements[at]; element != null; element = elements[at]) {
                long hash = hash(element);
                if (hash >= from && home(hash) == home) {
                    found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                    found[count++] = (hash << (Integer.SIZE - 1)) | at;
                }
                at = next(at);
            }
            long stopped = visit(found, count, visitor);
            if (stopped >= 0) {
                return stopped;
            }
        }
        return -1;
    }

    private long visit(long[] found, int count, Predicate<ByteSlice> visitor) {
        Arrays.sort(found, 0, count);
        long stopped = -1;
        for (int i = 0; i < count; i++) {
            long hash = found[i] >>> (Integer.SIZE - 1);
            if (stopped >= 0 && hash != stopped) {
                return stopped;
            }
            byte[] element = elements[(int) found[i] & Integer.MAX_VALUE];
            if (element != null && !visitor.test(ByteSlice.of(element))) {
                stopped = hash;
            }
        }
        return stopped;
    }

    /** Tries positions until one is taken; at least every eighth is. */
    byte[] pick(long random) {
        long state = random;
        while (true) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            byte[] element = elements[(int) Long.remainderUnsigned(state >>> 16, elements.length)];
            if (element != null) {
                return element;
            }
        }
    }

    void moveTo(ElementSegment low, ElementSegment high) {
        for (byte[] element : elements) {
            if (element != null) {
                Key member = form.memberKey(ByteSlice.of(element));
                boolean upper = (ElementTable.hash(member) << depth & 1L << (Integer.SIZE - 1)) != 0;
                (upper ? high : low).put(member, element);
            }
        }
    }

    private int position(Key member) {
        int at = home(ElementTable.hash(member));
        for (byte[] element = elements[at]; element != null; element = elements[at]) {
            if (form.isOf(ByteSlice.of(element), member)) {
                return at;
            }
            at = next(at);
        }
        return at;
    }

    private void resize(int positions) {
        byte[][] old = elements;
        elements = new byte[positions][];
        for (byte[] element : old) {
            if (element != null) {
                int at = home(hash(element));
                while (elements[at] != null) {
                    at = next(at);
                }
                elements[at] = element;
            }
        }
    }

    private long hash(byte[] element) {
        return ElementTable.hash(form.memberKey(ByteSlice.of(element)));
    }

    private int home(long hash) {
        long within = hash << depth & (ElementView.END - 1);
        return (int) ((within * elements.length) >>> Integer.SIZE);
    }

    private int next(int at) {
        return at + 1 == elements.length ? 0 : at + 1;
    }
}
