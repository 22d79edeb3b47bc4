package io.peergrid.command.sortedset;

import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementForm;
import java.util.Arrays;

/**
 * An end of a range of members.
 *
 * @param side below all members if negative, above all if positive
 * @param member if it is neither
 */
record MemberBound(int side, ByteSlice member, boolean excluded) {

    /** @throws CommandException OUT_OF_RANGE */
    static MemberBound read(ByteSlice bytes) {
        byte sign = bytes.length() == 0 ? 0 : bytes.byteAt(0);
        boolean alone = bytes.length() == 1 || (bytes.length() > 1 && bytes.byteAt(1) == 0);
        if (sign == '(' || sign == '[') {
            ByteSlice member = new ByteSlice(bytes.source(), bytes.offset() + 1, bytes.length() - 1);
            return new MemberBound(0, member, sign == '(');
        } else if (alone && (sign == '+' || sign == '-')) {
            return new MemberBound(sign == '+' ? 1 : -1, bytes, true);
        }
        throw new CommandException(ErrorCode.OUT_OF_RANGE, "min or max not valid string range item");
    }

    /** As {@link ScoreBound#isAbove}. */
    boolean isAbove(ByteSlice element, boolean lower) {
        if (side != 0) {
            return side > 0;
        }
        ByteSlice other = ElementForm.SORTED_SET.member(element);
        int compared = Arrays.compareUnsigned(
                other.source(),
                other.offset(),
                other.offset() + other.length(),
                member.source(),
                member.offset(),
                member.offset() + member.length());
        return compared < 0 || (compared == 0 && excluded == lower);
    }
}
