package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.ports.MemberId;
import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireReader;

/**
 * Who holds something: one of the holders of one life of a member.
 *
 * @param number unique at its member
 */
record Holder(MemberId member, long number) {

    /** Reads two arguments: the member's 16 bytes and the number. */
    static Holder of(Arguments arguments, int first) {
        ByteSlice id = arguments.bytes(first);
        if (id.length() != 2 * Long.BYTES) {
            throw new CommandException(ErrorCode.MALFORMED, "a member's id has 16 bytes");
        }
        WireReader in = new WireReader(id.source(), id.offset(), id.length());
        return new Holder(in.member(), arguments.whole(first + 1));
    }
}
