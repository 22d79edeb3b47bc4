package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;

/** Numbers as stored values. */
final class Numbers {
    private static final int MAX_DIGITS = 20;

    private Numbers() {}

    static byte[] write(long number) {
        return new WireWriter(9).u8(ValueTag.INT64).fixed64(number).toBytes();
    }

    /** @throws CommandException if the value is no number */
    static long read(ByteSlice value) {
        byte tag = value.length() == 0 ? 0 : value.byteAt(0);
        if (tag == ValueTag.INT64 && value.length() == 9) {
            return new WireReader(value.source(), value.offset() + 1, Long.BYTES).fixed64();
        }
        if (tag != ValueTag.RAW) {
            throw new CommandException(ErrorCode.WRONG_TYPE, "the key does not hold a number");
        }
        return parse(value);
    }

    /** Only what a number is written as: no plus sign, no spaces, no leading zeros. */
    private static long parse(ByteSlice value) {
        if (value.length() - 1 <= MAX_DIGITS) {
            String text =
                    new String(value.source(), value.offset() + 1, value.length() - 1, StandardCharsets.ISO_8859_1);
            try {
                long number = Long.parseLong(text);
                if (Long.toString(number).equals(text)) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw new CommandException(ErrorCode.NOT_A_NUMBER, "the value is no decimal number of 64 bits");
            }
        }
        throw new CommandException(ErrorCode.NOT_A_NUMBER, "the value is no decimal number of 64 bits");
    }
}
