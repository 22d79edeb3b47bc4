package io.peergrid.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A four-ary heap by time, then order of creation. Cancelled events stay until they surface or until they are the
 * greater part, so that cancelling costs nothing.
 */
final class EventQueue {
    private static final int PURGE_FROM = 1024;

    private @Nullable Event[] heap = new Event[256];
    private int size;
    private int cancelled;
    private long nextOrder;

    int size() {
        return size;
    }

    void add(Event event, long atNanos) {
        event.atNanos = atNanos;
        event.order = nextOrder++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, event);
    }

    /** The time of the first event that still stands; {@link Long#MAX_VALUE} without one. */
    long nextTime() {
        while (size > 0) {
            Event first = at(0);
            if (first.task != null) {
                return first.atNanos;
            }
            removeFirst();
            cancelled--;
        }
        return Long.MAX_VALUE;
    }

    @Nullable
    Event poll() {
        return nextTime() == Long.MAX_VALUE && size == 0 ? null : removeFirst();
    }

    void cancelled() {
        cancelled++;
        if (cancelled > PURGE_FROM && cancelled > size / 2) {
            purge();
        }
    }

    private void purge() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Event event = at(i);
            if (event.task != null) {
                heap[kept++] = event;
            }
        }
        Arrays.fill(heap, kept, size, null);
        size = kept;
        cancelled = 0;
        for (int i = (size - 2) >> 2; i >= 0; i--) {
            down(i, at(i));
        }
    }

    private Event removeFirst() {
        Event first = at(0);
        Event last = at(--size);
        heap[size] = null;
        if (size > 0) {
            down(0, last);
        }
        return first;
    }

    private void up(int from, Event event) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) >> 2;
            Event above = at(parent);
            if (!event.before(above)) {
                break;
            }
            heap[i] = above;
            i = parent;
        }
        heap[i] = event;
    }

    private void down(int from, Event event) {
        int i = from;
        while (true) {
            int first = (i << 2) + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            for (int child = first + 1; child < Math.min(first + 4, size); child++) {
                if (at(child).before(at(least))) {
                    least = child;
                }
            }
            Event below = at(least);
            if (!below.before(event)) {
                break;
            }
            heap[i] = below;
            i = least;
        }
        heap[i] = event;
    }

    @SuppressWarnings("NullAway") // every place below size is filled
    private Event at(int index) {
        return heap[index];
    }
}
