package io.peergrid.command.bitmap;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;

/**
 * BITCOUNT key [start end [BYTE|BIT]]: how many bits are 1, between two places if they are given. O(length). Errors: WRONGTYPE, syntax, no integer; none of an absent
 * key, as in Redis.
 */
final class BitmapCount extends DataCommand {
    BitmapCount(int number) {
        super(number, "BITCOUNT", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ByteSlice present = Bits.find(execution, arguments.key(0));
        if (present == null) {
            return Value.of(0);
        }
        BitRange range = range(arguments, present.length());
        return Value.of(Bits.count(present, range.first(), range.last()));
    }

    private static BitRange range(Arguments arguments, int length) {
        if (arguments.count() == 1) {
            return BitRange.whole(length);
        } else if (arguments.count() == 2 || arguments.count() > 4) {
            throw CommandException.syntax();
        }
        long start = arguments.whole(1);
        long end = arguments.whole(2);
        if (start < 0 && end < 0 && start > end) {
            return new BitRange(0, -1);
        }
        boolean bits = arguments.count() == 4 && BitRange.isInBits(arguments, 3);
        return BitRange.of(start, end, bits, length);
    }
}
