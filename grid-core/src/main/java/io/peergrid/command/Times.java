package io.peergrid.command;

/** Times to live as commands give them. */
public final class Times {
    private Times() {}

    /**
     * When something expires that has to live for some time.
     *
     * @param amount of units; above 0
     * @param unitMillis 1 or 1,000
     * @param fromMillis 0 if the amount is a point in time
     * @param command for the refusal
     * @return milliseconds since the epoch, above 0
     */
    public static long deadline(long amount, long unitMillis, long fromMillis, String command) {
        if (amount <= 0) {
            throw invalid(command);
        }
        return at(amount, unitMillis, fromMillis, command);
    }

    /** As {@link #deadline}, of the past too. */
    public static long at(long amount, long unitMillis, long fromMillis, String command) {
        long most = Long.MAX_VALUE / unitMillis;
        if (amount > most
                || amount < Long.MIN_VALUE / unitMillis
                || amount * unitMillis > Long.MAX_VALUE - fromMillis) {
            throw invalid(command);
        }
        return amount * unitMillis + fromMillis;
    }

    private static CommandException invalid(String command) {
        return new CommandException(ErrorCode.OUT_OF_RANGE, "invalid expire time in '" + command + "' command");
    }
}
