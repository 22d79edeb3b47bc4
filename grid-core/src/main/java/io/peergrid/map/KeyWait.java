package io.peergrid.map;

import java.util.concurrent.CompletionStage;

/** Waiting for a key, or one of several, to have elements; whoever waits longest is woken first. A hint: what was there may be gone when the caller looks. Thread-safe. */
public interface KeyWait {

    /**
     * Waits for the next time when it is worth looking, which may be at once. One wait at a time.
     *
     * @param deadlineNanos by {@link SlotCalls#nanoTime}; passed by some milliseconds at most
     * @return completes on {@link SlotCalls#callbacks}: true when it is worth looking, false at the deadline or when this was closed
     */
    CompletionStage<Boolean> next(long deadlineNanos);

    /** Ends the wait: the place in the line goes to the others. Has to be called once it is over, whatever came of it. */
    void close();
}
