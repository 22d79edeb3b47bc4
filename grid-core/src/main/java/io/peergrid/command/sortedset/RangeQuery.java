package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.sortedset.ElementRange.Kind;
import io.peergrid.value.OrderedView;
import org.jspecify.annotations.Nullable;

/** What a command of the ZRANGE family asks for. */
record RangeQuery(ElementRange range, boolean down, boolean scores, long offset, long limit) {

    /**
     * Reads what follows the key: two ends and options.
     *
     * @param from where the first end is
     * @param fixedKind null if an option may say it
     * @param fixedDown null if an option may say it
     * @param scored whether WITHSCORES is an option
     */
    static RangeQuery read(
            Arguments arguments, int from, @Nullable Kind fixedKind, @Nullable Boolean fixedDown, boolean scored) {
        Kind kind = fixedKind;
        Boolean down = fixedDown;
        boolean scores = false;
        long offset = 0;
        long limit = -1;
        for (int i = from + 2; i < arguments.count(); i++) {
            String word = arguments.word(i);
            if (scored && word.equals("WITHSCORES")) {
                scores = true;
            } else if (word.equals("LIMIT") && i + 2 < arguments.count()) {
                offset = arguments.whole(++i);
                limit = arguments.whole(++i);
            } else if (word.equals("REV") && down == null) {
                down = true;
            } else if (kind == null && word.equals("BYLEX")) {
                kind = Kind.MEMBER;
            } else if (kind == null && word.equals("BYSCORE")) {
                kind = Kind.SCORE;
            } else {
                throw CommandException.syntax();
            }
        }
        kind = kind == null ? Kind.RANK : kind;
        check(kind, scores, limit);
        boolean turned = down != null && down;
        boolean swapped = turned && kind != Kind.RANK;
        ElementRange range = ElementRange.read(kind, arguments, swapped ? from + 1 : from, swapped ? from : from + 1);
        return new RangeQuery(range, turned, scores, offset, limit);
    }

    private static void check(Kind kind, boolean scores, long limit) {
        if (limit != -1 && kind == Kind.RANK) {
            throw new CommandException(
                    ErrorCode.SYNTAX,
                    "syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
        }
        if (scores && kind == Kind.MEMBER) {
            throw new CommandException(
                    ErrorCode.SYNTAX, "syntax error, WITHSCORES not supported in combination with BYLEX");
        }
    }

    Window in(OrderedView set) {
        Window window = range.in(set, down);
        return range instanceof ElementRange.OfRanks ? window : window.limited(offset, limit);
    }
}
