package io.peergrid.partition;

import java.util.List;

/**
 * What a caller asks of the member that answers for its slots. The caller is the frame's sender.
 *
 * @param number the caller's number of this request's first mutation; the i-th part has {@code number + i}. Together
 *     with the caller's incarnation it is the operation id: a retry uses the same (2.8)
 * @param lowWater all of the caller's numbers below this have been answered or given up
 * @param epoch the epoch of the table by which the caller chose this member
 * @param attempt counts the sendings of these operations, from 1; 0 if the caller does not count. Answers carry it back, so that a
 *     late refusal of one sending is not taken for that of a later one
 * @param redirected whether an ASK sent the request here: answer TRY_AGAIN rather than MOVED until the role is installed
 * @param parts at least one; at most one entry of the log each
 */
public record Request(long number, long lowWater, long epoch, int attempt, boolean redirected, List<Part> parts) {

    public Request {
        parts = List.copyOf(parts);
    }

    /** A request whose sendings are not counted. */
    public Request(long number, long lowWater, long epoch, boolean redirected, List<Part> parts) {
        this(number, lowWater, epoch, 0, redirected, parts);
    }

    /**
     * @param slot where all keys of the command live
     * @param mutation false for a pure read
     * @param command opaque; a state machine of the floors above decides it
     */
    public record Part(int slot, boolean mutation, byte[] command) {}
}
