package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;

/** Single stored values as Redis sees them: bytes. */
public final class StringValues {
    private static final ByteSlice EMPTY = ByteSlice.of(new byte[0]);

    private StringValues() {}

    /** What is stored for plain bytes. */
    public static ByteSlice raw(byte[] plain) {
        return raw(ByteSlice.of(plain));
    }

    /** What is stored for plain bytes. */
    public static ByteSlice raw(ByteSlice plain) {
        WireWriter tagged = new WireWriter(plain.length() + 1).u8(ValueTag.RAW);
        return ByteSlice.of(
                tagged.raw(plain.source(), plain.offset(), plain.length()).toBytes());
    }

    /** What is stored for a number. */
    public static ByteSlice whole(long number) {
        return ByteSlice.of(Numbers.write(number));
    }

    /** The text of a stored number, text and bytes themselves. */
    public static ByteSlice plain(ByteSlice tagged) {
        if (tagged.length() == 0) {
            return EMPTY;
        }
        WireReader in = new WireReader(tagged.source(), tagged.offset() + 1, tagged.length() - 1);
        return switch (tagged.byteAt(0)) {
            case ValueTag.RAW, ValueTag.STRING ->
                new ByteSlice(tagged.source(), tagged.offset() + 1, tagged.length() - 1);
            case ValueTag.INT64, ValueTag.INT32, ValueTag.INT16, ValueTag.INT8, ValueTag.BOOLEAN ->
                text(Long.toString(whole(in, tagged.length() - 1)));
            case ValueTag.FLOAT64 -> ByteSlice.of(Decimals.write(Double.longBitsToDouble(in.fixed64())));
            case ValueTag.FLOAT32 -> ByteSlice.of(Decimals.write(Float.intBitsToFloat((int) whole(in, Float.BYTES))));
            case ValueTag.CHARACTER -> text(String.valueOf((char) whole(in, Character.BYTES)));
            default -> throw CommandException.wrongType();
        };
    }

    /**
     * The number that is stored, as a number or as text.
     *
     * @param message of the refusal if it is none
     */
    public static long whole(ByteSlice tagged, String message) {
        try {
            return tagged.byteAt(0) == ValueTag.INT64 ? Numbers.read(tagged) : Numbers.parse(plain(tagged));
        } catch (CommandException refused) {
            throw refused.code() == ErrorCode.NOT_A_NUMBER
                    ? new CommandException(ErrorCode.NOT_A_NUMBER, message)
                    : refused;
        }
    }

    /** @throws CommandException OVERFLOW */
    public static long add(long number, long delta) {
        long sum = number + delta;
        if (((number ^ sum) & (delta ^ sum)) < 0) {
            throw new CommandException(ErrorCode.OVERFLOW, "increment or decrement would overflow");
        }
        return sum;
    }

    private static long whole(WireReader in, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << Byte.SIZE | in.u8();
        }
        int unused = Long.SIZE - bytes * Byte.SIZE;
        return number << unused >> unused;
    }

    private static ByteSlice text(String text) {
        return ByteSlice.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
