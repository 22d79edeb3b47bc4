package io.peergrid.writebehind;

import org.jspecify.annotations.Nullable;

/** Calls of a writer by one thread, each of which may take so long and is interrupted then. Thread-safe. */
final class WriterCall {
    private final Thread thread = Thread.currentThread();
    private boolean under;
    private boolean late;
    private long since;

    /** What the writer is asked to do. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** For the thread that made this. Null if it ended well. */
    @Nullable
    Throwable run(Work work, long now) {
        synchronized (this) {
            under = true;
            late = false;
            since = now;
        }
        Throwable failure = null;
        try {
            work.run();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        synchronized (this) {
            under = false;
            // Not for whatever runs on this thread next.
            boolean ignored = Thread.interrupted();
            return failure != null && late ? new LateException(failure) : failure;
        }
    }

    /** Interrupts a call that takes too long. For how long the writer has been at it, 0 if it is not; nanoseconds. */
    synchronized long poll(long now, long timeoutNanos) {
        if (!under) {
            return 0;
        }
        if (!late && now - since >= timeoutNanos) {
            late = true;
            thread.interrupt();
        }
        return now - since;
    }

    /** The writer was interrupted because it took too long. */
    static final class LateException extends Exception {
        private static final long serialVersionUID = 1L;

        LateException(Throwable cause) {
            super("the writer took too long and was interrupted: " + cause, null);
        }
    }
}
