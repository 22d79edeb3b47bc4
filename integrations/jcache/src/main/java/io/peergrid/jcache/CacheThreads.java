package io.peergrid.jcache;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that live while there is something to do. */
final class CacheThreads {
    /** Events that wait for listeners, or loads that wait for a thread. */
    private static final int LONGEST_QUEUE = 10_000;

    private static final long IDLE_SECONDS = 10;

    private CacheThreads() {}

    /** @param threads one keeps the order of tasks */
    static ExecutorService start(String name, int threads) {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LONGEST_QUEUE), daemons);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
