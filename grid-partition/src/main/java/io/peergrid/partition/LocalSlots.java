package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import org.jspecify.annotations.Nullable;

/** The slots this member holds, as the router and the dispatcher of requests see them. Thread-safe. */
public interface LocalSlots {

    /**
     * Executes the parts of a request in order of their numbers. Never blocks and never throws; every part is answered
     * through {@code replyTo}, once, in this thread or another one.
     */
    void execute(MemberId caller, Request request, ReplyTo replyTo);

    /**
     * Answers a pure read from this member's store in the calling thread.
     *
     * @return the answer, with status DONE, or null if it cannot be given here at once: this member may not read the slot, lacks
     *     a lease, or must wait for a pending entry of the key
     */
    @Nullable
    Reply readNow(Request.Part part);

    /**
     * Begins a read of one key that the caller looks up itself, in three steps in this order (2.5): this one, the look-up,
     * {@link #endRead}. Takes no lock and allocates nothing.
     *
     * @return a stamp for {@link #endRead}, or 0 if this member does not serve the slot
     */
    long beginRead(int slot);

    /** Whether a stamp is that of the slot's primary, and not of a copy. */
    static boolean isOfPrimary(long stamp) {
        return (stamp & 1) == 1;
    }

    /**
     * Whether what was looked up may be the answer: nothing of the key was pending, the lease is valid, and the slot has been
     * served since the stamp was taken.
     *
     * @param keyHash what footprints hold of the key
     */
    boolean endRead(int slot, long stamp, long keyHash);

    /** Learns what became of this member's own operations when the entry came to this member as the other copy. */
    @FunctionalInterface
    interface OwnEntries {
        /** Never blocks and never throws. */
        void done(long number, byte[] result);
    }

    /** Where answers go. One instance may serve many requests; thread-safe. */
    @FunctionalInterface
    interface ReplyTo {
        /** Never blocks and never throws. */
        void reply(MemberId caller, Response response);
    }
}
