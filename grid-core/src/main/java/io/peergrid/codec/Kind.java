package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import org.jspecify.annotations.Nullable;

/** How a member's value is written. The codes are part of the format. */
enum Kind {
    BOOLEAN('Z'),
    BYTE('B'),
    SHORT('S'),
    CHAR('C'),
    INT('I'),
    LONG('J'),
    FLOAT('F'),
    DOUBLE('D'),
    /** Null or text, for what is declared as String. */
    STRING('T'),
    /** Null or class and object, in a {@link Frame}. */
    OBJECT('L');

    private final char code;

    Kind(char code) {
        this.code = code;
    }

    static Kind of(Class<?> type) {
        if (type == String.class) {
            return STRING;
        }
        return type.isPrimitive() ? ofCode(type.descriptorString().charAt(0)) : OBJECT;
    }

    static Kind ofCode(int code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new KryoException("no kind of member: " + code);
    }

    char code() {
        return code;
    }

    /** What a primitive is before it is set; null for the others. */
    @Nullable
    Object zero() {
        return switch (this) {
            case BOOLEAN -> false;
            case BYTE -> (byte) 0;
            case SHORT -> (short) 0;
            case CHAR -> (char) 0;
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case STRING, OBJECT -> null;
        };
    }

    @Nullable
    Object read(Kryo kryo, GuardedInput in) {
        return switch (this) {
            case BOOLEAN -> in.readBoolean();
            case BYTE -> in.readByte();
            case SHORT -> in.readShort();
            case CHAR -> in.readChar();
            case INT -> in.readVarInt(false);
            case LONG -> in.readVarLong(false);
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case STRING -> in.readString();
            case OBJECT -> Frame.read(kryo, in);
        };
    }

    /** Passes over a value without looking into it. */
    void skip(Kryo kryo, GuardedInput in) {
        if (this == OBJECT) {
            Frame.skip(in);
        } else {
            read(kryo, in);
        }
    }

    /** The value as a member of this kind and type takes it, or null if it cannot. */
    @Nullable
    Object widen(Class<?> type, Object value) {
        Object wide =
                switch (this) {
                    case SHORT -> value instanceof Byte number ? (Object) number.shortValue() : value;
                    case INT -> isIntegral(value, Integer.SIZE) ? (Object) ((Number) value).intValue() : value;
                    case LONG -> isIntegral(value, Long.SIZE) ? (Object) ((Number) value).longValue() : value;
                    case FLOAT -> isIntegral(value, Short.SIZE) ? (Object) ((Number) value).floatValue() : value;
                    case DOUBLE -> isReal(value) ? (Object) ((Number) value).doubleValue() : value;
                    default -> value;
                };
        Object zero = zero();
        Class<?> wanted = zero == null ? type : zero.getClass();
        return wanted.isInstance(wide) ? wide : null;
    }

    private static boolean isIntegral(Object value, int bits) {
        return value instanceof Byte
                || value instanceof Short
                || (value instanceof Integer && bits >= Integer.SIZE)
                || (value instanceof Long && bits >= Long.SIZE);
    }

    private static boolean isReal(Object value) {
        return value instanceof Float || isIntegral(value, Integer.SIZE);
    }
}
