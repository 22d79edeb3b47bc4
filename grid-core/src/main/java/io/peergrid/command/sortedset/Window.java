package io.peergrid.command.sortedset;

/**
 * Some ranks of a sorted set.
 *
 * @param to behind the last; not below {@code from}
 * @param down whether the highest comes first
 */
record Window(int from, int to, boolean down) {
    int size() {
        return to - from;
    }

    /** Without the first so many, and no more than a limit, in the window's direction; without any if the offset is negative, without limit if that is. */
    Window limited(long offset, long limit) {
        if (offset < 0 || offset >= size()) {
            return new Window(from, from, down);
        }
        long rest = size() - offset;
        int taken = (int) (limit < 0 ? rest : Math.min(rest, limit));
        int first = down ? to - (int) offset - taken : from + (int) offset;
        return new Window(first, first + taken, down);
    }
}
