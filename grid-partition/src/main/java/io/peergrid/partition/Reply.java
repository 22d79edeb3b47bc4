package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one part of a request.
 *
 * @param epoch the answering member's installed epoch; -1 if it has none yet
 * @param owner whom to ask instead, for MOVED and ASK
 * @param payload the command's result for DONE; UTF-8 text that says why, or empty, otherwise
 */
public record Reply(Status status, long epoch, @Nullable MemberId owner, byte[] payload) {

    /** What became of it. Everything but DONE and UNKNOWN means: surely nothing happened. */
    public enum Status {
        /** Executed; errors of the command itself (a wrong type) are results too. */
        DONE,
        /** Another member is the primary. */
        MOVED,
        /** Try there once, without changing the table: the slot is on the move. */
        ASK,
        /** Not yet, here: a barrier, a move or a configuration is under way. */
        TRY_AGAIN,
        /** The member has no majority behind it at this moment. */
        NO_LEASE,
        /** Fewer in-sync copies than the configuration demands. */
        TOO_FEW_COPIES,
        /** No live member holds the slot. */
        OFFLINE,
        /** A bound of the member is reached; retry later. */
        OVERLOADED,
        /** Refused for good: malformed, too large, or an operation number that was given up. */
        REFUSED,
        /** Appended but not known to be committed; it may or may not take effect. Retry with the same number only. */
        UNKNOWN
    }
}
