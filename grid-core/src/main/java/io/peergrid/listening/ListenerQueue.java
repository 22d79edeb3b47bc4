package io.peergrid.listening;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.ToIntFunction;

/**
 * What waits for one listener. It is called on the callback executor with one thing at a time, in order; if it is too slow the oldest go and are counted.
 * Thread-safe; offering never waits.
 */
public final class ListenerQueue<T> implements Runnable {
    /** Things that wait for a listener at most. */
    public static final int WAITING_MAX = 1_024;
    /** Bytes that wait for a listener at most, but for one thing that is larger. */
    public static final long WAITING_MAX_BYTES = 16 << 20;

    private final Executor callbacks;
    private final Target<? super T> target;
    private final ToIntFunction<? super T> size;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean running;
    private boolean closed;
    private long dropped;
    private long droppedBefore;

    /** Gets what was waited for; catches what user code throws. */
    @FunctionalInterface
    public interface Target<T> {
        /** @param dropped how many went between the last one and this */
        void accept(T next, long dropped);
    }

    /** Of things that are small. */
    public ListenerQueue(Executor callbacks, Target<? super T> target) {
        this(callbacks, target, any -> 0);
    }

    /** @param size bytes of a thing */
    public ListenerQueue(Executor callbacks, Target<? super T> target, ToIntFunction<? super T> size) {
        this.callbacks = callbacks;
        this.target = target;
        this.size = size;
    }

    /** Adds a thing. */
    public synchronized void offer(T next) {
        if (closed) {
            return;
        }
        int bytes = size.applyAsInt(next);
        while (!waiting.isEmpty() && (waiting.size() >= WAITING_MAX || waitingBytes + bytes > WAITING_MAX_BYTES)) {
            waitingBytes -= size.applyAsInt(waiting.removeFirst());
            dropped++;
            droppedBefore++;
        }
        waiting.addLast(next);
        waitingBytes += bytes;
        if (!running) {
            running = true;
            callbacks.execute(this);
        }
    }

    /** Delivers one thing and queues itself again, so that no listener keeps the executor to itself. */
    @Override
    public void run() {
        T next;
        long before;
        synchronized (this) {
            next = closed ? null : waiting.poll();
            if (next == null) {
                running = false;
                return;
            }
            waitingBytes -= size.applyAsInt(next);
            before = droppedBefore;
            droppedBefore = 0;
        }
        try {
            target.accept(next, before);
        } finally {
            callbacks.execute(this);
        }
    }

    /** Nothing is delivered from now on, but for what is being delivered. */
    public synchronized void close() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
    }

    /** How many went because the listener was too slow. */
    public synchronized long dropped() {
        return dropped;
    }
}
