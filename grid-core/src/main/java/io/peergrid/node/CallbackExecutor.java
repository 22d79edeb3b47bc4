package io.peergrid.node;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads on which listeners and the completions of asynchronous calls run. What waits is bounded by the open
 * operations of the router and the queues of listeners. After {@link #close()} the submitting thread runs what still comes.
 */
public final class CallbackExecutor implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackExecutor.class);

    private final ThreadPoolExecutor pool;

    /** @param owner part of the threads' names */
    public CallbackExecutor(String owner) {
        int threads = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new CallbackThread(task, "peergrid-callback-" + owner));
        pool.allowCoreThreadTimeOut(true);
    }

    /** Whether user code of the grid runs on this thread, so that waiting for the grid may wait for itself. */
    static boolean onCallbackThread() {
        return Thread.currentThread() instanceof CallbackThread;
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    private static final class CallbackThread extends Thread {
        CallbackThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
            setUncaughtExceptionHandler((thread, error) -> LOG.error("A callback failed", error));
        }
    }
}
