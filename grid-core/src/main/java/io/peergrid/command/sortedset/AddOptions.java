package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.ErrorCode;
import io.peergrid.store.Key;
import org.jspecify.annotations.Nullable;

/**
 * What ZADD has before the scores.
 *
 * @param ifAbsent NX
 * @param ifPresent XX
 * @param ifGreater GT
 * @param ifLess LT
 * @param changed CH
 * @param increment INCR
 * @param end where the first score is
 */
record AddOptions(
        boolean ifAbsent,
        boolean ifPresent,
        boolean ifGreater,
        boolean ifLess,
        boolean changed,
        boolean increment,
        int end) {

    /** @throws CommandException SYNTAX */
    static AddOptions read(Arguments arguments, boolean increment) {
        AddOptions options = new AddOptions(false, false, false, false, false, increment, 1);
        while (options.end < arguments.count()) {
            AddOptions more = options.with(arguments.word(options.end));
            if (more == null) {
                break;
            }
            options = more;
        }
        options.check(arguments.count() - options.end);
        return options;
    }

    private @Nullable AddOptions with(String word) {
        int next = end + 1;
        return switch (word) {
            case "NX" -> new AddOptions(true, ifPresent, ifGreater, ifLess, changed, increment, next);
            case "XX" -> new AddOptions(ifAbsent, true, ifGreater, ifLess, changed, increment, next);
            case "GT" -> new AddOptions(ifAbsent, ifPresent, true, ifLess, changed, increment, next);
            case "LT" -> new AddOptions(ifAbsent, ifPresent, ifGreater, true, changed, increment, next);
            case "CH" -> new AddOptions(ifAbsent, ifPresent, ifGreater, ifLess, true, increment, next);
            case "INCR" -> new AddOptions(ifAbsent, ifPresent, ifGreater, ifLess, changed, true, next);
            default -> null;
        };
    }

    private void check(int rest) {
        if (rest == 0 || rest % 2 != 0) {
            throw CommandException.syntax();
        }
        if (ifAbsent && ifPresent) {
            throw new CommandException(ErrorCode.SYNTAX, "XX and NX options at the same time are not compatible");
        }
        if ((ifGreater && ifAbsent) || (ifLess && ifAbsent) || (ifGreater && ifLess)) {
            throw new CommandException(
                    ErrorCode.SYNTAX, "GT, LT, and/or NX options at the same time are not compatible");
        }
        if (increment && rest > 2) {
            throw new CommandException(ErrorCode.SYNTAX, "INCR option supports a single increment-element pair");
        }
    }

    /**
     * Sets or increases the score of a member.
     *
     * @return the member's score now; null if an option forbade it
     * @throws CommandException OUT_OF_RANGE if the sum is not a number
     */
    @Nullable
    Double apply(ElementEdit set, Key member, double score) {
        Double present = SortedSets.score(set, member);
        if (present == null ? ifPresent : ifAbsent) {
            return null;
        }
        double now = present != null && increment ? present + score : score;
        if (Double.isNaN(now)) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "resulting score is not a number (NaN)");
        }
        if (present != null && ((ifLess && now >= present) || (ifGreater && now <= present))) {
            return null;
        }
        if (present == null || present != now) {
            SortedSets.put(set, member, now);
        }
        return now;
    }
}
