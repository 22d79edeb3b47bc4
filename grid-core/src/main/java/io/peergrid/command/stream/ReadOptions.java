package io.peergrid.command.stream;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What XREAD and XREADGROUP are told: {@code [GROUP group consumer] [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key ... id ...}. */
final class ReadOptions {
    private final Arguments arguments;
    private final boolean grouped;
    private long count = Long.MAX_VALUE;
    private int streams = -1;
    private boolean acknowledged;
    private @Nullable String group;
    private String consumer = "";

    private ReadOptions(Arguments arguments, boolean grouped) {
        this.arguments = arguments;
        this.grouped = grouped;
    }

    /** @param grouped whether it is XREADGROUP */
    static ReadOptions read(Arguments arguments, boolean grouped) {
        ReadOptions options = new ReadOptions(arguments, grouped);
        for (int i = 0; i < arguments.count() && options.streams < 0; ) {
            i = options.readOne(i);
        }
        if (options.streams < 0) {
            throw CommandException.syntax();
        }
        if (grouped && options.group == null) {
            throw new CommandException(ErrorCode.SYNTAX, "Missing GROUP option for XREADGROUP");
        }
        return options;
    }

    /** How many streams. */
    int size() {
        return (arguments.count() - streams) / 2;
    }

    /** The argument that is the key of a stream. */
    int key(int stream) {
        return streams + stream;
    }

    /** The argument that is the id of a stream. */
    int id(int stream) {
        return streams + size() + stream;
    }

    /** Of each stream. */
    long count() {
        return count;
    }

    /** Whether what is given counts as acknowledged at once. */
    boolean acknowledged() {
        return acknowledged;
    }

    String group() {
        return group == null ? "" : group;
    }

    String consumer() {
        return consumer;
    }

    /** Returns where the next one is. */
    private int readOne(int at) {
        int more = arguments.count() - at - 1;
        String word = arguments.word(at);
        if (word.equals("BLOCK") && more > 0) {
            readTimeout(at + 1);
            return at + 2;
        } else if (word.equals("COUNT") && more > 0) {
            long given = arguments.whole(at + 1);
            count = given <= 0 ? Long.MAX_VALUE : given;
            return at + 2;
        } else if (word.equals("STREAMS") && more > 0) {
            streams = at + 1;
            if (more % 2 == 1) {
                throw new CommandException(
                        ErrorCode.SYNTAX,
                        "Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.");
            }
            return arguments.count();
        } else if (word.equals("GROUP") && more >= 2) {
            requireGrouped(word);
            group = StreamIds.text(arguments.bytes(at + 1));
            consumer = StreamIds.text(arguments.bytes(at + 2));
            return at + 3;
        } else if (word.equals("NOACK")) {
            requireGrouped(word);
            acknowledged = true;
            return at + 1;
        }
        throw CommandException.syntax();
    }

    private void readTimeout(int at) {
        if (arguments.whole(at, Long.MIN_VALUE, "timeout is not an integer or out of range") < 0) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "timeout is negative");
        }
    }

    private void requireGrouped(String option) {
        if (!grouped) {
            throw new CommandException(
                    ErrorCode.SYNTAX,
                    "The " + option + " option is only supported by XREADGROUP. You called XREAD instead.");
        }
    }
}
