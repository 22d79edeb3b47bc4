package io.peergrid.threads;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for tasks that may block, those of one lane one after the other. They end when there is nothing to do. Thread-safe. */
public final class LaneThreads implements AutoCloseable {
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    private final int waitingMax;
    private final Map<Integer, Queue<Runnable>> behind = new HashMap<>();
    private int waiting;
    private boolean closed;

    /**
     * @param threads at most so many
     * @param waitingMax tasks, with those that run; more are refused
     */
    public LaneThreads(int threads, int waitingMax, ThreadFactory factory) {
        this.waitingMax = waitingMax;
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task when those of its lane before it are {@linkplain #done done}.
     *
     * @return false if too many wait or this is closed; the task is forgotten then
     */
    public synchronized boolean execute(int lane, Runnable task) {
        if (closed || waiting == waitingMax) {
            return false;
        }
        waiting++;
        Queue<Runnable> before = behind.get(lane);
        if (before == null) {
            behind.put(lane, new ArrayDeque<>());
            pool.execute(task);
        } else {
            before.add(task);
        }
        return true;
    }

    /** The task that a lane's others wait for is over, for them at least. Once for each task. */
    public synchronized void done(int lane) {
        waiting--;
        Queue<Runnable> rest = behind.get(lane);
        Runnable next = rest == null ? null : rest.poll();
        if (next == null) {
            behind.remove(lane);
        } else if (!closed) {
            pool.execute(next);
        }
    }

    /** Interrupts what runs; what waits is forgotten. */
    @Override
    public synchronized void close() {
        closed = true;
        pool.shutdownNow();
    }
}
