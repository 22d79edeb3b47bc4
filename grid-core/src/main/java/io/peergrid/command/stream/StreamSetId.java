package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import org.jspecify.annotations.Nullable;

/**
 * XSETID key last-id [ENTRIESADDED count] [MAXDELETEDID id]: sets the id that the next entry has to be above, and the counters. Of a stream without entries it
 * may go back. O(log n). Errors: no such key, WRONGTYPE, syntax, an id that is none or below the last entry's, not an integer.
 */
final class StreamSetId extends DataCommand {
    private static final long NOT_GIVEN = -1;

    StreamSetId(int number) {
        super(number, "XSETID", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        StreamId lastId = StreamIds.strict(arguments, 1);
        StreamId maxDeleted = StreamId.MIN;
        long added = NOT_GIVEN;
        for (int i = 2; i < arguments.count(); i += 2) {
            boolean more = i + 1 < arguments.count();
            if (arguments.word(i).equals("ENTRIESADDED") && more) {
                added = arguments.whole(i + 1);
                require(added >= 0, "entries_added must be positive");
            } else if (arguments.word(i).equals("MAXDELETEDID") && more) {
                maxDeleted = StreamIds.strict(arguments, i + 1);
                require(
                        maxDeleted.compareTo(lastId) <= 0,
                        "The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
            } else {
                throw CommandException.syntax();
            }
        }
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        check(found, lastId, added);
        StreamEdit stream = StreamEdit.of(execution, arguments.key(0), found);
        LargeStream before = stream.before();
        stream.counters(
                lastId,
                added == NOT_GIVEN ? before.added() : added,
                maxDeleted.equals(StreamId.MIN) ? before.maxDeletedId() : maxDeleted);
        stream.save();
        return Value.ok();
    }

    private static void check(@Nullable LargeStream found, StreamId lastId, long added) {
        if (found == null) {
            throw new CommandException(ErrorCode.NO_SUCH_KEY, "no such key");
        }
        if (found.size() > 0) {
            require(
                    lastId.compareTo(found.lastEntryId()) >= 0,
                    "The ID specified in XSETID is smaller than the target stream top item");
            require(
                    added == NOT_GIVEN || added >= found.size(),
                    "The entries_added specified in XSETID is smaller than the target stream length");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, message);
        }
    }
}
