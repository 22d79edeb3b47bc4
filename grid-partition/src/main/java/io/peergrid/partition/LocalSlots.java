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

    /** Where answers go. One instance may serve many requests; thread-safe. */
    @FunctionalInterface
    interface ReplyTo {
        /** Never blocks and never throws. */
        void reply(MemberId caller, Response response);
    }
}
