package io.peergrid.function;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads on which bodies of functions run, those of one slot one after the other: functions that meet on one slot do not get in
 * each other's way. Thread-safe.
 */
public final class FunctionThreads implements AutoCloseable {
    /** More are refused. */
    static final int WAITING_MAX = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(FunctionThreads.class);
    private static final int THREADS = 8;

    private final ThreadPoolExecutor pool;
    private final Map<Integer, Queue<Runnable>> behind = new HashMap<>();
    private int waiting;
    private boolean closed;

    /** @param owner part of the threads' names */
    public FunctionThreads(String owner) {
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new FunctionThread(task, "peergrid-function-" + owner));
        pool.allowCoreThreadTimeOut(true);
    }

    /** Whether a body of a function runs on this thread. */
    public static boolean isHere() {
        return Thread.currentThread() instanceof FunctionThread;
    }

    /**
     * Runs a task when those of its slot before it are {@linkplain #done done}.
     *
     * @return false if too many wait or this is closed; the task is forgotten then
     */
    synchronized boolean execute(int slot, Runnable task) {
        if (closed || waiting == WAITING_MAX) {
            return false;
        }
        waiting++;
        Queue<Runnable> before = behind.get(slot);
        if (before == null) {
            behind.put(slot, new ArrayDeque<>());
            pool.execute(task);
        } else {
            before.add(task);
        }
        return true;
    }

    /** The task that a slot's others wait for is over, for them at least. Once for each task. */
    synchronized void done(int slot) {
        waiting--;
        Queue<Runnable> rest = behind.get(slot);
        Runnable next = rest == null ? null : rest.poll();
        if (next == null) {
            behind.remove(slot);
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

    private static final class FunctionThread extends Thread {
        FunctionThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
            setUncaughtExceptionHandler((thread, error) -> LOG.error("A function's thread ended", error));
        }
    }
}
