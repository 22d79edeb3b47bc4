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
        return parse(new ByteSlice(value.source(), value.offset() + 1, value.length() - 1));
    }

    /**
     * Only what a number is written as: no plus sign, no spaces, no leading zeros.
     *
     * @throws CommandException NOT_A_NUMBER if the text is no such number
     */
    static long parse(ByteSlice plain) {
        if (plain.length() <= MAX_DIGITS) {
            String text = new String(plain.source(), plain.offset(), plain.length(), StandardCharsets.ISO_8859_1);
            try {
                long number = Long.parseLong(text);
                if (Long.toString(number).equals(text)) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw notANumber();
            }
        }
        throw notANumber();
    }

    private static CommandException notANumber() {
        return new CommandException(ErrorCode.NOT_A_NUMBER, "value is not an integer or out of range");
    }
}
