package io.peergrid.command.bitmap;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.Arrays;

/**
 * SETBIT key offset value: sets a bit to 0 or 1, with zeros before it if the value was shorter, and answers what it was. O(length), for a value is replaced whole, at the
 * replicas, too. Errors: WRONGTYPE, no bit, no offset, too large.
 */
final class BitmapSet extends DataCommand {
    BitmapSet(int number) {
        super(number, "SETBIT", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long offset = Bits.offset(arguments, 1);
        String message = "bit is not an integer or out of range";
        long bit = arguments.whole(2, 0, message);
        if (bit > 1) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, message);
        }
        Key key = arguments.key(0);
        ByteSlice found = Bits.find(execution, key);
        ByteSlice present = found == null ? ByteSlice.of(new byte[0]) : found;
        boolean before = Bits.get(present, offset);
        int at = (int) (offset / Byte.SIZE);
        boolean on = bit == 1;
        if (before != on || at >= present.length()) {
            execution.checkValueBytes(at + 1L);
            byte[] changed = Arrays.copyOf(present.toBytes(), Math.max(present.length(), at + 1));
            int others = changed[at] & ~Bits.mask(offset);
            changed[at] = (byte) (on ? others | Bits.mask(offset) : others);
            execution.put(key, StringValues.raw(changed), Expiry.KEEP);
        }
        return Value.of(before);
    }
}
