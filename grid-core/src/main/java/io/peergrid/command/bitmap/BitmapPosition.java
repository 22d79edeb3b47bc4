package io.peergrid.command.bitmap;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;

/**
 * BITPOS key bit [start [end [BYTE|BIT]]]: the first bit that is 0 or 1, from a place on, up to a place if both are given; -1 if there is none. Without an end the value goes on with
 * zeros. O(length). Errors: WRONGTYPE, syntax, no integer, no bit.
 */
final class BitmapPosition extends DataCommand {
    BitmapPosition(int number) {
        super(number, "BITPOS", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long bit = arguments.whole(1);
        if (bit != 0 && bit != 1) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "The bit argument must be 1 or 0.");
        }
        ByteSlice present = Bits.find(execution, arguments.key(0));
        if (present == null) {
            return Value.of(bit == 1 ? -1 : 0);
        }
        BitRange range = range(arguments, present.length());
        long position = Bits.position(present, bit == 1, range.first(), range.last());
        boolean endless = bit == 0 && arguments.count() < 4 && range.first() <= range.last();
        return Value.of(position < 0 && endless ? range.last() + 1 : position);
    }

    private static BitRange range(Arguments arguments, int length) {
        if (arguments.count() == 2) {
            return BitRange.whole(length);
        } else if (arguments.count() > 5) {
            throw CommandException.syntax();
        }
        long start = arguments.whole(2);
        boolean bits = arguments.count() == 5 && BitRange.isInBits(arguments, 4);
        long end = arguments.count() == 3 ? length - 1L : arguments.whole(3);
        return BitRange.of(start, end, bits, length);
    }
}
