package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.value.OrderedView;
import io.peergrid.value.ScoreOrder;

/** A stretch of a sorted set, as arguments say it. */
sealed interface ElementRange {
    /** How it is said. */
    enum Kind {
        /** From a rank to a rank, both included; negative ones count from the end. */
        RANK,
        /** From a score to a score; "(" before it excludes it. */
        SCORE,
        /** From a member, behind "[" or "(", to a member, where all scores are the same; "-" and "+" are the ends. */
        MEMBER
    }

    /** The ranks of a set that are within. */
    Window in(OrderedView set, boolean down);

    /**
     * Reads two arguments.
     *
     * @throws CommandException NOT_A_NUMBER, NOT_A_FLOAT or OUT_OF_RANGE
     */
    static ElementRange read(Kind kind, Arguments arguments, int least, int most) {
        return switch (kind) {
            case RANK -> new OfRanks(arguments.whole(least), arguments.whole(most));
            case SCORE -> ofScores(ScoreBound.read(arguments.bytes(least)), ScoreBound.read(arguments.bytes(most)));
            case MEMBER ->
                new OfMembers(MemberBound.read(arguments.bytes(least)), MemberBound.read(arguments.bytes(most)));
        };
    }

    private static ElementRange ofScores(ScoreBound least, ScoreBound most) {
        if (Double.isNaN(least.score()) || Double.isNaN(most.score())) {
            throw new CommandException(ErrorCode.NOT_A_FLOAT, "min or max is not a float");
        }
        return new OfScores(least, most);
    }

    private static Window window(int from, int to, boolean down) {
        return new Window(from, Math.max(from, to), down);
    }

    /** Counted from the top if that comes first. */
    record OfRanks(long start, long end) implements ElementRange {
        @Override
        public Window in(OrderedView set, boolean down) {
            int size = set.size();
            long first = Math.max(0, start < 0 ? start + size : start);
            long last = Math.min(size - 1L, end < 0 ? end + size : end);
            if (first > last) {
                return new Window(0, 0, down);
            }
            int count = (int) (last - first + 1);
            int from = (int) (down ? size - 1 - last : first);
            return new Window(from, from + count, down);
        }
    }

    record OfScores(ScoreBound least, ScoreBound most) implements ElementRange {
        @Override
        public Window in(OrderedView set, boolean down) {
            int from = set.countBelow(element -> least.isAbove(ScoreOrder.score(element), true));
            int to = set.countBelow(element -> most.isAbove(ScoreOrder.score(element), false));
            return window(from, to, down);
        }
    }

    record OfMembers(MemberBound least, MemberBound most) implements ElementRange {
        @Override
        public Window in(OrderedView set, boolean down) {
            int from = set.countBelow(element -> least.isAbove(element, true));
            int to = set.countBelow(element -> most.isAbove(element, false));
            return window(from, to, down);
        }
    }
}
