package io.peergrid.function;

import io.peergrid.threads.LaneThreads;
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

    private final LaneThreads threads;

    /** @param owner part of the threads' names */
    public FunctionThreads(String owner) {
        threads = new LaneThreads(THREADS, WAITING_MAX, task -> new FunctionThread(task, "peergrid-function-" + owner));
    }

    /** Whether a body of a function runs on this thread. */
    public static boolean isHere() {
        return Thread.currentThread() instanceof FunctionThread;
    }

    /** See {@link LaneThreads#execute}. */
    boolean execute(int slot, Runnable task) {
        return threads.execute(slot, task);
    }

    /** See {@link LaneThreads#done}. */
    void done(int slot) {
        threads.done(slot);
    }

    /** Interrupts what runs; what waits is forgotten. */
    @Override
    public void close() {
        threads.close();
    }

    private static final class FunctionThread extends Thread {
        FunctionThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
            setUncaughtExceptionHandler((thread, error) -> LOG.error("A function's thread ended", error));
        }
    }
}
