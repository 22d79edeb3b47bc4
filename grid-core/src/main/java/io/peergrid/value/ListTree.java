package io.peergrid.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a large list in their order, as an AVL tree by position: finding, adding and removing one takes a time logarithmic in the number of
 * chunks, wherever it is. No chunk is empty. Not thread-safe.
 */
final class ListTree {
    private @Nullable ListChunk root;
    private long bytes;

    /**
     * A chunk with the place of its first element.
     *
     * @param start index of the first element
     */
    record Place(ListChunk chunk, int start) {
        /** The index behind its last element. */
        int end() {
            return start + chunk.count;
        }
    }

    /** Elements, not chunks. */
    int size() {
        return ListChunk.total(root);
    }

    /** Chunks and their arrays; by 4-byte references and 8-byte alignment. */
    long heapBytes() {
        return bytes;
    }

    void clear() {
        root = null;
        bytes = 0;
    }

    /** The chunk with an element; at least 0 and below {@link #size}. */
    Place find(int index) {
        ListChunk chunk = Objects.requireNonNull(root, "an empty list has no element");
        int start = 0;
        while (true) {
            int before = start + ListChunk.total(chunk.left);
            if (index < before) {
                chunk = Objects.requireNonNull(chunk.left);
            } else if (index < before + chunk.count) {
                return new Place(chunk, before);
            } else {
                start = before + chunk.count;
                chunk = Objects.requireNonNull(chunk.right, "no such element");
            }
        }
    }

    /** Gives a chunk other elements, one at least. */
    void replace(Place place, byte[] run, int count) {
        ListChunk target = place.chunk();
        int more = count - target.count;
        ListChunk chunk = Objects.requireNonNull(root);
        int start = 0;
        while (chunk != target) {
            chunk.total += more;
            int before = start + ListChunk.total(chunk.left);
            boolean left = place.start() < before;
            start = left ? start : before + chunk.count;
            chunk = Objects.requireNonNull(left ? chunk.left : chunk.right);
        }
        bytes += ListChunk.heapBytes(run.length) - target.heapBytes();
        target.total += more;
        target.count = count;
        target.run = run;
    }

    /**
     * Adds a chunk between two others.
     *
     * @param at index of the first element behind it: the first of a chunk, or the list's size
     */
    void add(int at, ListChunk fresh) {
        bytes += fresh.heapBytes();
        root = added(root, at, fresh);
    }

    void remove(Place place) {
        bytes -= place.chunk().heapBytes();
        root = removed(Objects.requireNonNull(root), place.start());
    }

    private static ListChunk added(@Nullable ListChunk chunk, int at, ListChunk fresh) {
        if (chunk == null) {
            return fresh;
        }
        int before = ListChunk.total(chunk.left);
        if (at <= before) {
            chunk.left = added(chunk.left, at, fresh);
        } else {
            chunk.right = added(chunk.right, at - before - chunk.count, fresh);
        }
        return balanced(chunk);
    }

    private static @Nullable ListChunk removed(ListChunk chunk, int start) {
        int before = ListChunk.total(chunk.left);
        ListChunk left = chunk.left;
        ListChunk right = chunk.right;
        if (left != null && start < before) {
            chunk.left = removed(left, start);
        } else if (right != null && start > before) {
            chunk.right = removed(right, start - before - chunk.count);
        } else if (left == null || right == null) {
            return left == null ? right : left;
        } else {
            ListChunk next = first(right);
            next.right = removed(right, 0);
            next.left = left;
            return balanced(next);
        }
        return balanced(chunk);
    }

    private static ListChunk first(ListChunk chunk) {
        ListChunk first = chunk;
        while (first.left != null) {
            first = first.left;
        }
        return first;
    }

    private static ListChunk balanced(ListChunk chunk) {
        int difference = height(chunk.left) - height(chunk.right);
        if (difference > 1) {
            ListChunk left = Objects.requireNonNull(chunk.left);
            if (height(left.left) < height(left.right)) {
                chunk.left = turnedLeft(left);
            }
            return turnedRight(chunk);
        }
        if (difference < -1) {
            ListChunk right = Objects.requireNonNull(chunk.right);
            if (height(right.right) < height(right.left)) {
                chunk.right = turnedRight(right);
            }
            return turnedLeft(chunk);
        }
        return counted(chunk);
    }

    private static ListChunk turnedLeft(ListChunk chunk) {
        ListChunk up = Objects.requireNonNull(chunk.right);
        chunk.right = up.left;
        up.left = counted(chunk);
        return counted(up);
    }

    private static ListChunk turnedRight(ListChunk chunk) {
        ListChunk up = Objects.requireNonNull(chunk.left);
        chunk.left = up.right;
        up.right = counted(chunk);
        return counted(up);
    }

    private static ListChunk counted(ListChunk chunk) {
        chunk.height = 1 + Math.max(height(chunk.left), height(chunk.right));
        chunk.total = chunk.count + ListChunk.total(chunk.left) + ListChunk.total(chunk.right);
        return chunk;
    }

    private static int height(@Nullable ListChunk chunk) {
        return chunk == null ? 0 : chunk.height;
    }
}
