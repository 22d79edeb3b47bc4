package io.peergrid;

import java.util.List;

/**
 * Whether this member can do its work, for health checks.
 *
 * @param level the summary
 * @param reasons why it is not {@link Level#UP}, each with what would help; empty if it is
 * @param members how many the configuration lists
 * @param epoch of the configuration
 * @param slotsHere slots this member answers for
 * @param memoryUsedBytes bytes of the entries this member holds
 * @param memoryLimitBytes the bound past which writes are refused
 * @param malformedFrames frames dropped because they could not be read
 */
public record GridStatus(
        Level level,
        List<String> reasons,
        int members,
        long epoch,
        int slotsHere,
        long memoryUsedBytes,
        long memoryLimitBytes,
        long malformedFrames) {

    public GridStatus {
        reasons = List.copyOf(reasons);
    }

    /** From best to worst. */
    public enum Level {
        /** All is well. */
        UP,
        /** Everything is answered, with less safety than wanted: slots are short of copies, or a move is under way. */
        DEGRADED,
        /** Some or all operations are refused: no majority, or slots without a live copy. */
        UNAVAILABLE,
        /** This member has left or is leaving. */
        CLOSED
    }
}
