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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * BITOP AND|OR|XOR|NOT destination key [key ...], of one slot: combines values bit by bit, shorter ones with zeros behind them, puts the result in place of what the destination holds and
 * answers its length in bytes; without a byte the destination is gone. O(length) a key. Errors: WRONGTYPE, syntax, NOT with several keys.
 */
final class BitmapCombine extends DataCommand {
    BitmapCombine(int number) {
        super(number, "BITOP", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        String operation = arguments.word(0);
        if (!List.of("AND", "OR", "XOR", "NOT").contains(operation)) {
            throw CommandException.syntax();
        }
        if (operation.equals("NOT") && arguments.count() != 3) {
            throw new CommandException(ErrorCode.SYNTAX, "BITOP NOT must be called with a single source key.");
        }
        List<ByteSlice> sources = new ArrayList<>();
        for (int i = 2; i < arguments.count(); i++) {
            ByteSlice source = Bits.find(execution, arguments.key(i));
            sources.add(source == null ? ByteSlice.of(new byte[0]) : source);
        }
        byte[] result = combined(operation, sources);
        Key target = arguments.key(1);
        if (result.length > 0) {
            execution.put(target, StringValues.raw(result), Expiry.NEVER);
        } else if (execution.find(target) != null) {
            execution.remove(target);
        }
        return Value.of(result.length);
    }

    private static byte[] combined(String operation, List<ByteSlice> sources) {
        int length = sources.stream().mapToInt(ByteSlice::length).max().orElse(0);
        byte[] result = Arrays.copyOf(sources.get(0).toBytes(), length);
        for (ByteSlice other : sources.subList(1, sources.size())) {
            switch (operation) {
                case "AND" -> and(result, other);
                case "OR" -> or(result, other);
                default -> xor(result, other);
            }
        }
        if (operation.equals("NOT")) {
            for (int i = 0; i < length; i++) {
                result[i] = (byte) ~result[i];
            }
        }
        return result;
    }

    private static void and(byte[] result, ByteSlice other) {
        for (int i = 0; i < other.length(); i++) {
            result[i] &= other.byteAt(i);
        }
        Arrays.fill(result, other.length(), result.length, (byte) 0);
    }

    private static void or(byte[] result, ByteSlice other) {
        for (int i = 0; i < other.length(); i++) {
            result[i] |= other.byteAt(i);
        }
    }

    private static void xor(byte[] result, ByteSlice other) {
        for (int i = 0; i < other.length(); i++) {
            result[i] ^= other.byteAt(i);
        }
    }
}
