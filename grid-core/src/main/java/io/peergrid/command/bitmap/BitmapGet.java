package io.peergrid.command.bitmap;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;

/** GETBIT key offset: a bit, 0 beyond the last byte. O(1). Errors: WRONGTYPE, no offset. */
final class BitmapGet extends DataCommand {
    BitmapGet(int number) {
        super(number, "GETBIT", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long offset = Bits.offset(arguments, 1);
        ByteSlice present = Bits.find(execution, arguments.key(0));
        return Value.of(present != null && Bits.get(present, offset));
    }
}
