package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Times;
import org.jspecify.annotations.Nullable;

/**
 * The options of SET and GETEX.
 *
 * @param time EX, PX, EXAT, PXAT, or null
 * @param amountAt where its amount is among the arguments
 */
record SetOptions(
        boolean ifAbsent,
        boolean ifPresent,
        boolean get,
        boolean keep,
        boolean persist,
        @Nullable String time,
        int amountAt) {

    /** @param set whether for SET; GETEX knows fewer */
    static SetOptions read(Arguments arguments, int from, boolean set) {
        Reading reading = new Reading();
        for (int i = from; i < arguments.count(); i++) {
            String word = arguments.word(i);
            boolean timed = word.equals("EX") || word.equals("PX") || word.equals("EXAT") || word.equals("PXAT");
            if (timed && i + 1 < arguments.count() && reading.takesTime(word)) {
                reading.time = word;
                reading.amountAt = ++i;
            } else if (set ? !reading.ofSet(word) : !reading.ofGet(word)) {
                throw CommandException.syntax();
            }
        }
        return reading.result();
    }

    /** What has been read so far. */
    private static final class Reading {
        private boolean ifAbsent;
        private boolean ifPresent;
        private boolean get;
        private boolean keep;
        private boolean persist;
        private @Nullable String time;
        private int amountAt;

        /** The same one may be there again; the last counts. */
        boolean takesTime(String word) {
            return (time == null || time.equals(word)) && !keep && !persist;
        }

        boolean ofSet(String word) {
            switch (word) {
                case "NX" -> {
                    ifAbsent = true;
                    return !ifPresent;
                }
                case "XX" -> {
                    ifPresent = true;
                    return !ifAbsent;
                }
                case "GET" -> get = true;
                case "KEEPTTL" -> {
                    keep = true;
                    return time == null;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        boolean ofGet(String word) {
            persist = word.equals("PERSIST");
            return persist && time == null;
        }

        SetOptions result() {
            return new SetOptions(ifAbsent, ifPresent, get, keep, persist, time, amountAt);
        }
    }

    boolean conditional() {
        return ifAbsent || ifPresent;
    }

    /** Never, kept, or a point in time. Only now the amount is looked at. */
    Expiry expiry(Execution execution, Arguments arguments, String command) {
        if (time == null) {
            return keep ? Expiry.KEEP : Expiry.NEVER;
        }
        long unit = time.startsWith("EX") ? 1_000 : 1;
        long from = time.endsWith("AT") ? 0 : execution.nowMillis();
        return Expiry.at(Times.deadline(arguments.whole(amountAt), unit, from, command));
    }
}
