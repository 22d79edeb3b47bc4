package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An argument or an answer of a {@link DataCommand}: what Redis's protocol can say, plus stored values with their tags, which only this
 * grid's own API sends. Immutable.
 */
public sealed interface Value {
    /** Nothing there. */
    record Nil() implements Value {
        private static final Nil NIL = new Nil();
    }

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A number with a fraction, or infinite. */
    record Real(double number) implements Value {}

    /** Plain bytes: keys, members, text, also numbers as text. */
    record Bytes(ByteSlice bytes) implements Value {}

    /** A value as it is stored, its {@link ValueTag} first. */
    record Stored(ByteSlice tagged) implements Value {}

    /** A short word that is no data, as OK. */
    record Status(String word) implements Value {
        private static final Status OK = new Status("OK");
    }

    /** Several of them. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    static Value nil() {
        return Nil.NIL;
    }

    static Value ok() {
        return Status.OK;
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(boolean flag) {
        return new Whole(flag ? 1 : 0);
    }

    static Value of(byte[] bytes) {
        return new Bytes(ByteSlice.of(bytes));
    }

    static Value of(ByteSlice bytes) {
        return new Bytes(bytes);
    }

    static Value of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Value of(List<Value> values) {
        return new Items(values);
    }

    /** Writes it. */
    default void writeTo(WireWriter out) {
        if (this instanceof Nil) {
            out.u8(0);
        } else if (this instanceof Whole whole) {
            out.u8(1).varLong(whole.number << 1 ^ whole.number >> 63);
        } else if (this instanceof Real real) {
            out.u8(2).fixed64(Double.doubleToRawLongBits(real.number));
        } else if (this instanceof Bytes plain) {
            plain.bytes.writeTo(out.u8(3));
        } else if (this instanceof Stored stored) {
            stored.tagged.writeTo(out.u8(4));
        } else if (this instanceof Status status) {
            out.u8(5).string(status.word);
        } else if (this instanceof Items items) {
            out.u8(6).varInt(items.values.size());
            items.values.forEach(value -> value.writeTo(out));
        }
    }

    /** Reads what {@link #writeTo} wrote; bytes look into {@code source}, the array that the reader reads. */
    static Value readFrom(WireReader in, byte[] source) {
        return readFrom(in, source, 8);
    }

    private static Value readFrom(WireReader in, byte[] source, int levels) {
        int kind = in.u8();
        return switch (kind) {
            case 0 -> nil();
            case 1 -> {
                long folded = in.varLong();
                yield of(folded >>> 1 ^ -(folded & 1));
            }
            case 2 -> new Real(Double.longBitsToDouble(in.fixed64()));
            case 3 -> new Bytes(ByteSlice.readFrom(in, source));
            case 4 -> new Stored(tagged(ByteSlice.readFrom(in, source)));
            case 5 -> new Status(in.string());
            case 6 -> {
                if (levels == 0) {
                    throw new WireFormatException("values within values without end");
                }
                int count = in.count(1);
                List<Value> values = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    values.add(readFrom(in, source, levels - 1));
                }
                yield of(values);
            }
            default -> throw new WireFormatException("no value is of the kind " + kind);
        };
    }

    private static ByteSlice tagged(ByteSlice bytes) {
        if (bytes.length() == 0 || ValueTag.isCollection(bytes.byteAt(0))) {
            throw new WireFormatException("a stored value without a tag of its own");
        }
        return bytes;
    }
}
