package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The arguments of a {@link DataCommand}, read as Redis reads them: a number may come as a number or as text. */
public final class Arguments {
    private final long namespace;
    private final long seed;
    private final List<Value> values;

    Arguments(long namespace, long seed, List<Value> values) {
        this.namespace = namespace;
        this.seed = seed;
        this.values = values;
    }

    /** For {@link Execution#random}. */
    public long seed() {
        return seed;
    }

    public int count() {
        return values.size();
    }

    public Value at(int index) {
        return values.get(index);
    }

    public Key key(int index) {
        return Key.of(namespace, bytes(index));
    }

    /** A member of a collection, as it is hashed and compared. */
    public Key member(int index) {
        return Key.of(0, bytes(index));
    }

    /** Plain bytes; numbers as text. */
    public ByteSlice bytes(int index) {
        Value value = values.get(index);
        if (value instanceof Value.Bytes plain) {
            return plain.bytes();
        }
        if (value instanceof Value.Whole whole) {
            return ByteSlice.of(Long.toString(whole.number()).getBytes(StandardCharsets.ISO_8859_1));
        }
        if (value instanceof Value.Real real) {
            return ByteSlice.of(Decimals.write(real.number()));
        }
        throw new CommandException(ErrorCode.MALFORMED, "argument " + (index + 1) + " is not bytes");
    }

    /** A value to store, its tag first; plain bytes become {@link ValueTag#RAW}. */
    public ByteSlice stored(int index) {
        if (values.get(index) instanceof Value.Stored stored) {
            return stored.tagged();
        }
        ByteSlice plain = bytes(index);
        WireWriter tagged = new WireWriter(plain.length() + 1).u8(ValueTag.RAW);
        return ByteSlice.of(
                tagged.raw(plain.source(), plain.offset(), plain.length()).toBytes());
    }

    /** @throws CommandException NOT_A_NUMBER if it is no whole number of 64 bits */
    public long whole(int index) {
        return values.get(index) instanceof Value.Whole whole ? whole.number() : Numbers.parse(bytes(index));
    }

    /**
     * A whole number that is not too small.
     *
     * @param message of the refusal if it is too small or no number
     * @throws CommandException OUT_OF_RANGE
     */
    public long whole(int index, long least, String message) {
        try {
            long number = whole(index);
            if (number >= least) {
                return number;
            }
        } catch (CommandException notANumber) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, message);
        }
        throw new CommandException(ErrorCode.OUT_OF_RANGE, message);
    }

    /**
     * A whole number within bounds.
     *
     * @param message of the refusal if it is out of them or no number
     * @throws CommandException OUT_OF_RANGE
     */
    public long whole(int index, long least, long most, String message) {
        long number = whole(index, least, message);
        if (number > most) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, message);
        }
        return number;
    }

    /** @throws CommandException NOT_A_FLOAT if it is no number */
    public double real(int index) {
        Value value = values.get(index);
        if (value instanceof Value.Real real && !Double.isNaN(real.number())) {
            return real.number();
        }
        return Decimals.parse(bytes(index));
    }

    /** An option's name in capitals; empty if it cannot be one. */
    public String word(int index) {
        ByteSlice bytes = bytes(index);
        if (bytes.length() > 32) {
            return "";
        }
        return new String(bytes.source(), bytes.offset(), bytes.length(), StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT);
    }
}
