package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One field of a class, or one component of a record, in the stored form: known by a hash of its name, of one {@link Kind}. */
final class Member {
    private final Field field;
    private final int nameHash;
    private final Kind kind;

    Member(Field field, String name) {
        this.field = field;
        this.nameHash = hash(name);
        this.kind = Kind.of(field.getType());
    }

    /** FNV-1a; part of the format. */
    static int hash(String name) {
        int hash = 0x811c9dc5;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return hash;
    }

    int nameHash() {
        return nameHash;
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return field.getName();
    }

    void write(Kryo kryo, Output out, Object instance) throws IllegalAccessException {
        switch (kind) {
            case BOOLEAN -> out.writeBoolean(field.getBoolean(instance));
            case BYTE -> out.writeByte(field.getByte(instance));
            case SHORT -> out.writeShort(field.getShort(instance));
            case CHAR -> out.writeChar(field.getChar(instance));
            case INT -> out.writeVarInt(field.getInt(instance), false);
            case LONG -> out.writeVarLong(field.getLong(instance), false);
            case FLOAT -> out.writeFloat(field.getFloat(instance));
            case DOUBLE -> out.writeDouble(field.getDouble(instance));
            case STRING -> out.writeString((String) field.get(instance));
            case OBJECT -> Frame.write(kryo, out, field.get(instance));
        }
    }

    /** Reads a value written in this member's own kind into the instance. */
    void read(Kryo kryo, GuardedInput in, Object instance) throws IllegalAccessException {
        switch (kind) {
            case BOOLEAN -> field.setBoolean(instance, in.readBoolean());
            case BYTE -> field.setByte(instance, in.readByte());
            case SHORT -> field.setShort(instance, in.readShort());
            case CHAR -> field.setChar(instance, in.readChar());
            case INT -> field.setInt(instance, in.readVarInt(false));
            case LONG -> field.setLong(instance, in.readVarLong(false));
            case FLOAT -> field.setFloat(instance, in.readFloat());
            case DOUBLE -> field.setDouble(instance, in.readDouble());
            case STRING -> field.set(instance, in.readString());
            case OBJECT -> field.set(instance, fitting(Frame.read(kryo, in)));
        }
    }

    void set(Object instance, @Nullable Object value) throws IllegalAccessException {
        field.set(instance, value);
    }

    /**
     * The value as this member takes it: widened if it was written as a narrower number.
     *
     * @throws KryoException if the member's type changed to one that cannot take it
     */
    @Nullable
    Object fitting(@Nullable Object value) {
        Class<?> type = field.getType();
        if (value == null && !type.isPrimitive()) {
            return null;
        }
        Object fitting = value == null ? null : kind.widen(type, value);
        if (fitting == null) {
            String found = value == null ? "null" : "a " + value.getClass().getName();
            throw new KryoException("the field " + field.getDeclaringClass().getName() + "." + field.getName()
                    + " of type " + type.getName() + " cannot take " + found + ", which was stored for it");
        }
        return fitting;
    }

    /** What a primitive component without a stored value becomes; null for others. */
    @Nullable
    Object absent() {
        return kind.zero();
    }
}
