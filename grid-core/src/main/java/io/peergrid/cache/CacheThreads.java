package io.peergrid.cache;

import io.peergrid.GridUnavailableException;
import io.peergrid.map.CallRunner;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Threads that may block for a store, and who interrupts them, and callers, when a store takes too long. Thread-safe. */
final class CacheThreads implements AutoCloseable {
    private static final int THREADS = 32;
    private static final int WAITING_MAX = 1_024;
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    /** Asynchronous calls wait here for loaders, which must not wait for them. */
    private final ThreadPoolExecutor callers;

    private final ScheduledThreadPoolExecutor timer;

    /** @param owner part of the threads' names */
    CacheThreads(String owner) {
        pool = pool(task -> new CacheThread(task, "peergrid-cache-" + owner));
        callers = pool(task -> daemon(task, "peergrid-cache-calls-" + owner));
        timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "peergrid-cache-timer-" + owner));
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadPoolExecutor pool(ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Whether this is a thread on which loaders run. */
    static boolean isHere() {
        return Thread.currentThread() instanceof CacheThread;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** @throws GridUnavailableException if too many wait already */
    void execute(Runnable task) {
        execute(pool, task);
    }

    private static void execute(ThreadPoolExecutor pool, Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            throw new GridUnavailableException(
                    pool.isShutdown()
                            ? "this member is leaving the grid; nothing happened"
                            : THREADS + " threads wait for the stores of caches and " + WAITING_MAX
                                    + " tasks for one of them; nothing happened. Is a store slow? Retry later");
        }
    }

    /**
     * Has something done by a thread that may block, or by this one if it is such a thread, and waits for it.
     *
     * @throws GridUnavailableException if it is not done by the deadline
     */
    <T> T await(Supplier<T> task, long deadline, CallRunner runner) {
        if (isHere()) {
            return task.get();
        }
        runner.calls().mayBlock();
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> complete(result, task));
        try {
            return result.get(Math.max(0, deadline - runner.calls().nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridUnavailableException("this thread was interrupted while it waited for a load, which goes on");
        } catch (TimeoutException e) {
            throw new GridUnavailableException(
                    "the values were still being loaded at the deadline; loading goes on, a later call may find them");
        } catch (ExecutionException e) {
            throw CallRunner.unwrap(e);
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> task) {
        try {
            result.complete(task.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Runs an asynchronous call. */
    <T> CompletionStage<T> supply(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            execute(callers, () -> complete(result, task));
        } catch (GridUnavailableException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /**
     * Calls a store in this thread, which is interrupted if that takes too long. The thread's interrupt flag is afterwards as it was, or set if somebody else interrupted it.
     *
     * @throws TimeoutException if it took too long, and ended with an exception
     */
    <T> T call(Callable<T> store, long timeoutMillis) throws Exception {
        Alarm alarm = new Alarm(Thread.currentThread());
        ScheduledFuture<?> set = timer.schedule(alarm::ring, timeoutMillis, TimeUnit.MILLISECONDS);
        try {
            return store.call();
        } catch (Exception e) {
            if (alarm.end()) {
                TimeoutException late =
                        new TimeoutException("it took more than " + timeoutMillis + " ms and was interrupted");
                late.addSuppressed(e);
                throw late;
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw e;
        } finally {
            set.cancel(false);
            alarm.end();
        }
    }

    /** Interrupts what runs. */
    @Override
    public void close() {
        pool.shutdownNow();
        callers.shutdownNow();
        timer.shutdownNow();
    }

    private static final class CacheThread extends Thread {
        CacheThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    /** Interrupts one thread, unless it has ended what it was set for. */
    private static final class Alarm {
        private final Thread thread;
        private boolean ended;
        private boolean rung;

        Alarm(Thread thread) {
            this.thread = thread;
        }

        synchronized void ring() {
            if (!ended) {
                rung = true;
                thread.interrupt();
            }
        }

        /** @return whether it rang; then the flag that it left is taken away */
        synchronized boolean end() {
            if (!ended && rung) {
                Thread.interrupted();
            }
            ended = true;
            return rung;
        }
    }
}
