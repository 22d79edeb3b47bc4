package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What XCLAIM is told behind the consumer. */
final class ClaimOptions {
    private static final long NOT_GIVEN = -1;

    private final Arguments arguments;
    private final long nowMillis;
    private final List<StreamId> ids = new ArrayList<>();
    private long leastIdle;
    private long deliveredMillis = NOT_GIVEN;
    private long deliveries = NOT_GIVEN;
    private boolean force;
    private boolean justIds;
    private StreamId lastId = StreamId.MIN;

    private ClaimOptions(Arguments arguments, long nowMillis) {
        this.arguments = arguments;
        this.nowMillis = nowMillis;
    }

    static ClaimOptions read(Arguments arguments, long nowMillis) {
        ClaimOptions options = new ClaimOptions(arguments, nowMillis);
        options.leastIdle = Math.max(0, whole(arguments, 3, "Invalid min-idle-time argument for XCLAIM"));
        int at = 4;
        for (; at < arguments.count(); at++) {
            StreamId id = StreamIds.parse(StreamIds.text(arguments.bytes(at)), 0, true);
            if (id == null) {
                break;
            }
            options.ids.add(id);
        }
        while (at < arguments.count()) {
            at = options.readOne(at);
        }
        return options;
    }

    static long whole(Arguments arguments, int index, String message) {
        return arguments.whole(index, Long.MIN_VALUE, message);
    }

    List<StreamId> ids() {
        return ids;
    }

    long leastIdle() {
        return leastIdle;
    }

    /** When the entries count as given: now if nothing else was said, or what was said makes no sense. */
    long deliveredMillis() {
        boolean sensible = deliveredMillis >= 0 && deliveredMillis <= nowMillis;
        return sensible ? deliveredMillis : nowMillis;
    }

    /** How often they count as given; below 0 if nothing was said. */
    long deliveries() {
        return deliveries;
    }

    /** Whether entries become pending that were not. */
    boolean force() {
        return force;
    }

    boolean justIds() {
        return justIds;
    }

    /** The group has read up to this one at least. */
    StreamId lastId() {
        return lastId;
    }

    /** Returns where the next one is. */
    private int readOne(int at) {
        boolean more = at + 1 < arguments.count();
        String word = arguments.word(at);
        if (word.equals("FORCE")) {
            force = true;
            return at + 1;
        } else if (word.equals("JUSTID")) {
            justIds = true;
            return at + 1;
        } else if (word.equals("IDLE") && more) {
            deliveredMillis = nowMillis - whole(arguments, at + 1, "Invalid IDLE option argument for XCLAIM");
        } else if (word.equals("TIME") && more) {
            deliveredMillis = whole(arguments, at + 1, "Invalid TIME option argument for XCLAIM");
        } else if (word.equals("RETRYCOUNT") && more) {
            deliveries = whole(arguments, at + 1, "Invalid RETRYCOUNT option argument for XCLAIM");
        } else if (word.equals("LASTID") && more) {
            lastId = StreamIds.strict(arguments, at + 1);
        } else {
            throw new CommandException(
                    ErrorCode.SYNTAX, "Unrecognized XCLAIM option '" + StreamIds.text(arguments.bytes(at)) + "'");
        }
        return at + 2;
    }
}
