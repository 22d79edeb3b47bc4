package io.peergrid.structure;

import io.peergrid.ValueTooLargeException;
import io.peergrid.WrongTypeException;
import io.peergrid.codec.ValueCodec;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of a handle. Numbers and text stand for each other as far as they can: what Redis's commands and clients write is text or a 64-bit number,
 * whatever the handle's type is. Thread-safe.
 */
final class TypedValues<V> {
    private final Class<V> type;
    private final ValueCodec<V> codec;
    private final int maxBytes;

    TypedValues(Class<V> type, ValueCodec<V> codec, int maxBytes) {
        this.type = type;
        this.codec = codec;
        this.maxBytes = maxBytes;
    }

    /** Null if it is of another type. */
    @Nullable
    V typed(Object value) {
        return type.isInstance(value) ? type.cast(value) : null;
    }

    Value encode(V value) {
        byte[] bytes = codec.encode(Objects.requireNonNull(value, "a value is never null"));
        if (bytes.length > maxBytes) {
            throw new ValueTooLargeException("a value of " + bytes.length + " bytes; the bound is " + maxBytes
                    + " bytes (GridConfig maxValueBytes)");
        }
        return new Value.Stored(ByteSlice.of(bytes));
    }

    /** Null if there is nothing. */
    @Nullable
    V decode(Value answer) {
        if (answer instanceof Value.Nil) {
            return null;
        }
        ByteSlice tagged =
                answer instanceof Value.Bytes plain ? StringValues.raw(plain.bytes()) : Answers.stored(answer);
        byte tag = tagged.byteAt(0);
        boolean text = tag == ValueTag.RAW || tag == ValueTag.STRING;
        if ((text && Number.class.isAssignableFrom(type)) || (tag == ValueTag.INT64 && type != Long.class)) {
            Object converted = converted(tagged);
            if (converted != null) {
                return type.cast(converted);
            }
        }
        return codec.decode(tagged);
    }

    private @Nullable Object converted(ByteSlice tagged) {
        String text = new String(StringValues.plain(tagged).toBytes(), StandardCharsets.UTF_8);
        try {
            if (type == Long.class) {
                return Long.valueOf(text);
            } else if (type == Integer.class) {
                return Integer.valueOf(text);
            } else if (type == Double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongTypeException("the value is no " + type.getSimpleName() + ": " + shortened(text));
        }
        if (type == byte[].class) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return type == String.class ? text : null;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
