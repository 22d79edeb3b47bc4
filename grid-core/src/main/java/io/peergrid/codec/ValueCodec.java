package io.peergrid.codec;

import io.peergrid.GridSerializationException;
import io.peergrid.WrongTypeException;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of one typed handle as bytes, their {@link ValueTag} first: a few plain types in forms of their own, everything else by
 * Kryo. Obtained from {@link ValueTypes#codec}. Thread-safe.
 */
public final class ValueCodec<V> implements ValueForm<V> {
    private final Class<V> type;
    private final KryoCodec kryo;

    @SuppressWarnings("unchecked")
    ValueCodec(Class<V> type, KryoCodec kryo) {
        this.type = (Class<V>) boxed(type);
        this.kryo = kryo;
    }

    @Override
    public byte[] encode(V value) {
        Object any = value;
        if (any instanceof byte[] bytes) {
            return tagged(ValueTag.RAW, bytes);
        } else if (any instanceof String text) {
            return tagged(ValueTag.STRING, text.getBytes(StandardCharsets.UTF_8));
        } else if (any instanceof Long number) {
            return number(ValueTag.INT64, number, Long.BYTES);
        } else if (any instanceof Integer number) {
            return number(ValueTag.INT32, number, Integer.BYTES);
        } else if (any instanceof Boolean flag) {
            return new byte[] {ValueTag.BOOLEAN, (byte) (flag ? 1 : 0)};
        } else if (any instanceof Double number) {
            return number(ValueTag.FLOAT64, Double.doubleToRawLongBits(number), Double.BYTES);
        } else if (any instanceof Float number) {
            return number(ValueTag.FLOAT32, Float.floatToRawIntBits(number), Float.BYTES);
        } else if (any instanceof Short number) {
            return number(ValueTag.INT16, number, Short.BYTES);
        } else if (any instanceof Byte number) {
            return new byte[] {ValueTag.INT8, number};
        } else if (any instanceof Character character) {
            return number(ValueTag.CHARACTER, character, Character.BYTES);
        }
        return kryo.encode(value);
    }

    public V decode(byte[] bytes) {
        return decode(ByteSlice.of(bytes));
    }

    @Override
    public V decode(ByteSlice bytes) {
        if (bytes.length() == 0) {
            throw new GridSerializationException("a stored value without a tag", null);
        }
        Object value = decode(bytes.byteAt(0), bytes);
        if (!type.isInstance(value)) {
            String found = value == null ? "nothing" : "a " + value.getClass().getName();
            throw new WrongTypeException("the key holds " + found + ", but the handle is for " + type.getName());
        }
        return type.cast(value);
    }

    private @Nullable Object decode(byte tag, ByteSlice bytes) {
        return switch (tag) {
            // Wire protocols know bytes only, so text and bytes stand for each other.
            case ValueTag.RAW -> type == String.class ? text(bytes) : content(bytes);
            case ValueTag.STRING -> type == byte[].class ? content(bytes) : text(bytes);
            case ValueTag.INT64 -> number(bytes, Long.BYTES);
            case ValueTag.INT32 -> (int) number(bytes, Integer.BYTES);
            case ValueTag.INT16 -> (short) number(bytes, Short.BYTES);
            case ValueTag.INT8 -> (byte) number(bytes, Byte.BYTES);
            case ValueTag.BOOLEAN -> number(bytes, Byte.BYTES) != 0;
            case ValueTag.FLOAT64 -> Double.longBitsToDouble(number(bytes, Double.BYTES));
            case ValueTag.FLOAT32 -> Float.intBitsToFloat((int) number(bytes, Float.BYTES));
            case ValueTag.CHARACTER -> (char) number(bytes, Character.BYTES);
            case ValueTag.KRYO_1 -> kryo.decode(bytes);
            case ValueTag.KRYO_NAMED -> kryo.decodeNamed(bytes);
            default ->
                throw new GridSerializationException(
                        "a stored value with the unknown tag " + tag + "; was it written by a newer version?", null);
        };
    }

    private static byte[] tagged(byte tag, byte[] content) {
        byte[] tagged = new byte[content.length + 1];
        tagged[0] = tag;
        System.arraycopy(content, 0, tagged, 1, content.length);
        return tagged;
    }

    private static byte[] number(byte tag, long number, int bytes) {
        byte[] tagged = new byte[bytes + 1];
        tagged[0] = tag;
        for (int i = bytes, shift = 0; i > 0; i--, shift += 8) {
            tagged[i] = (byte) (number >>> shift);
        }
        return tagged;
    }

    private static long number(ByteSlice tagged, int bytes) {
        if (tagged.length() != bytes + 1) {
            throw new GridSerializationException("a stored number of " + (tagged.length() - 1) + " bytes", null);
        }
        long number = 0;
        for (int i = 1; i <= bytes; i++) {
            number = (number << 8) | (tagged.byteAt(i) & 0xff);
        }
        return number;
    }

    private static byte[] content(ByteSlice tagged) {
        int from = tagged.offset() + 1;
        return Arrays.copyOfRange(tagged.source(), from, from + tagged.length() - 1);
    }

    private static String text(ByteSlice tagged) {
        return new String(tagged.source(), tagged.offset() + 1, tagged.length() - 1, StandardCharsets.UTF_8);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
