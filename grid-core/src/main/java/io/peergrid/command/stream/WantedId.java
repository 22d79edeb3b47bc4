package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of XADD says about the id.
 *
 * @param given null if the slot's time decides
 * @param numbered whether the given id has a sequence
 */
record WantedId(@Nullable StreamId given, boolean numbered) {
    static final WantedId AUTOMATIC = new WantedId(null, false);

    static WantedId read(Arguments arguments, int index) {
        String text = StreamIds.text(arguments.bytes(index));
        if (text.equals("*")) {
            return AUTOMATIC;
        }
        boolean unnumbered = text.endsWith("-*") && text.indexOf('-') == text.length() - 2;
        String rest = unnumbered ? text.substring(0, text.length() - 2) : text;
        StreamId id = StreamIds.parse(rest, 0, true);
        if (id == null || text.length() > 127) {
            throw StreamIds.invalid();
        }
        return new WantedId(id, !unnumbered);
    }

    void check() {
        if (numbered && StreamId.MIN.equals(given)) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "The ID specified in XADD must be greater than 0-0");
        }
    }

    StreamId decide(StreamId last, long nowMillis) {
        StreamId next = last.next();
        if (next == null) {
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE, "The stream has exhausted the last possible ID, unable to add more items");
        }
        StreamId wanted = given;
        if (wanted == null) {
            wanted = new StreamId(nowMillis, 0);
            return wanted.milliseconds() != last.milliseconds() && wanted.compareTo(last) > 0 ? wanted : next;
        }
        if (!numbered && wanted.milliseconds() == last.milliseconds()) {
            wanted = new StreamId(last.milliseconds(), last.sequence() + 1);
        }
        if (wanted.compareTo(last) <= 0) {
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE,
                    "The ID specified in XADD is equal or smaller than the target stream top item");
        }
        return wanted;
    }
}
