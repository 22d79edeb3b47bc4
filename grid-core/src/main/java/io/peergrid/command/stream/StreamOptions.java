package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What XADD and XTRIM may be told before the id: {@code MAXLEN|MINID [=|~] threshold [LIMIT count]} and, for XADD, {@code NOMKSTREAM}. The
 * sign ~ allows a limit and means nothing else: trimming is always exact.
 */
final class StreamOptions {
    private static final String TWO_STRATEGIES =
            "syntax error, MAXLEN and MINID options at the same time are not compatible";

    private final Arguments arguments;
    private final boolean adding;
    private int next = 1;
    private boolean create = true;
    private boolean trims;
    private boolean approximate;
    private boolean limited;
    private long limit;
    private long length;
    private @Nullable StreamId leastId;
    private WantedId wanted = WantedId.AUTOMATIC;

    private StreamOptions(Arguments arguments, boolean adding) {
        this.arguments = arguments;
        this.adding = adding;
    }

    /**
     * Reads the options from the second argument on.
     *
     * @param adding whether an id comes behind them
     */
    static StreamOptions read(Arguments arguments, boolean adding) {
        StreamOptions options = new StreamOptions(arguments, adding);
        while (options.next < arguments.count() && options.readOne()) {
            options.next++;
        }
        options.check();
        return options;
    }

    /** Where the id is, or the number of arguments. */
    int end() {
        return next;
    }

    /** What is said about the id. */
    WantedId wanted() {
        return wanted;
    }

    /** Whether the stream is made if it is not there. */
    boolean create() {
        return create;
    }

    /** Null if nothing is to be trimmed. */
    @Nullable
    StreamTrimming trimming() {
        return trims ? new StreamTrimming(length, leastId, limit) : null;
    }

    /** False at what is no option. */
    private boolean readOne() {
        boolean more = next < arguments.count() - 1;
        String word = arguments.word(next);
        if (word.equals("MAXLEN") && more) {
            readThreshold();
            length = arguments.whole(next);
            if (length < 0) {
                throw new CommandException(ErrorCode.OUT_OF_RANGE, "The MAXLEN argument must be >= 0.");
            }
        } else if (word.equals("MINID") && more) {
            readThreshold();
            leastId = StreamIds.strict(arguments, next);
        } else if (word.equals("LIMIT") && more) {
            limit = arguments.whole(++next);
            limited = true;
            if (limit < 0) {
                throw new CommandException(ErrorCode.OUT_OF_RANGE, "The LIMIT argument must be >= 0.");
            }
        } else if (word.equals("NOMKSTREAM") && adding) {
            create = false;
        } else if (adding) {
            wanted = WantedId.read(arguments, next);
            return false;
        } else {
            throw CommandException.syntax();
        }
        return true;
    }

    private void readThreshold() {
        if (trims) {
            throw new CommandException(ErrorCode.SYNTAX, TWO_STRATEGIES);
        }
        trims = true;
        String sign = arguments.word(++next);
        approximate = sign.equals("~") && next < arguments.count() - 1;
        if (approximate || (sign.equals("=") && next < arguments.count() - 1)) {
            next++;
        }
    }

    private void check() {
        if (limit > 0 && !trims) {
            throw new CommandException(
                    ErrorCode.SYNTAX, "syntax error, LIMIT cannot be used without specifying a trimming strategy");
        }
        if (!adding && !trims) {
            throw new CommandException(ErrorCode.SYNTAX, "syntax error, XTRIM must be called with a trimming strategy");
        }
        if (limited && !approximate) {
            throw new CommandException(
                    ErrorCode.SYNTAX, "syntax error, LIMIT cannot be used without the special ~ option");
        }
    }
}
