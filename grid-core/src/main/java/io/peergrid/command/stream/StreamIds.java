package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ids of entries as arguments and answers. */
final class StreamIds {
    private static final int MOST_CHARACTERS = 127;
    /** The sequence of an incomplete id that ends a range. */
    static final long LAST_SEQUENCE = -1;

    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);

    private StreamIds() {}

    static Value value(StreamId id) {
        return Value.of(id.toString());
    }

    static String text(ByteSlice bytes) {
        return new String(bytes.source(), bytes.offset(), bytes.length(), StandardCharsets.ISO_8859_1);
    }

    /** An id whose sequence may be missing, which is 0 then; not - or +. */
    static StreamId strict(Arguments arguments, int index) {
        StreamId id = parse(text(arguments.bytes(index)), 0, true);
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    /** As {@link #strict}, but - is the least id and + the greatest. */
    static StreamId any(Arguments arguments, int index) {
        StreamId id = parse(text(arguments.bytes(index)), 0, false);
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    /** The first id of a range; an open one begins with a bracket. */
    static StreamId from(Arguments arguments, int index) {
        String text = text(arguments.bytes(index));
        StreamId next = isOpen(text) ? bound(text, 0).next() : bound(text, 0);
        if (next == null) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "invalid start ID for the interval");
        }
        return next;
    }

    /** The last id of a range; an open one begins with a bracket. */
    static StreamId to(Arguments arguments, int index) {
        String text = text(arguments.bytes(index));
        StreamId previous = isOpen(text) ? bound(text, LAST_SEQUENCE).previous() : bound(text, LAST_SEQUENCE);
        if (previous == null) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "invalid end ID for the interval");
        }
        return previous;
    }

    private static boolean isOpen(String text) {
        return text.length() > 1 && text.charAt(0) == '(';
    }

    private static StreamId bound(String text, long missing) {
        StreamId id = isOpen(text) ? parse(text.substring(1), missing, true) : parse(text, missing, false);
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    static CommandException invalid() {
        return new CommandException(ErrorCode.OUT_OF_RANGE, "Invalid stream ID specified as stream command argument");
    }

    /**
     * Reads an id.
     *
     * @param missing the sequence if there is none
     * @param strict whether - and + are none
     * @return null if it is no id
     */
    static @Nullable StreamId parse(String text, long missing, boolean strict) {
        if (text.length() > MOST_CHARACTERS) {
            return null;
        }
        if (text.equals("-") || text.equals("+")) {
            return strict ? null : text.equals("-") ? StreamId.MIN : StreamId.MAX;
        }
        int dash = text.indexOf('-');
        Long milliseconds = number(dash < 0 ? text : text.substring(0, dash));
        Long sequence = dash < 0 ? Long.valueOf(missing) : number(text.substring(dash + 1));
        return milliseconds == null || sequence == null ? null : new StreamId(milliseconds, sequence);
    }

    /** What C's strtoull reads, but for numbers below 0 as they are usually written. */
    static @Nullable Long number(String text) {
        if (text.matches("-[1-9][0-9]*") && new BigInteger(text).bitLength() < Long.SIZE) {
            return null;
        }
        String stripped = text.replaceFirst("^[ \\t\\n\\x0b\\f\\r]+", "");
        if (!stripped.matches("[+-]?[0-9]+")) {
            return null;
        }
        BigInteger number = new BigInteger(stripped);
        return number.abs().compareTo(LIMIT) < 0 ? number.longValue() : null;
    }
}
