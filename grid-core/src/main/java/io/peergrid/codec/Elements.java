package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of objects: their number, and if there are any, 1 and their class once if all have the same, otherwise 0 and each with
 * its class or null. Each takes a byte at least, so a number that cannot be true is refused before anything is allocated.
 */
final class Elements {
    private static final int EACH_WITH_CLASS = 0;
    private static final int ONE_CLASS = 1;
    /** Room made at once for a number that may be a lie. */
    private static final int FIRST_ROOM = 256;

    private Elements() {}

    static void write(Kryo kryo, Output out, @Nullable Object[] elements) {
        out.writeVarInt(elements.length, true);
        if (elements.length == 0) {
            return;
        }
        Class<?> common = commonClass(elements);
        out.writeByte(common == null ? EACH_WITH_CLASS : ONE_CLASS);
        if (common == null) {
            for (Object element : elements) {
                kryo.writeClassAndObject(out, element);
            }
            return;
        }
        Registration registration = kryo.writeClass(out, common);
        for (Object element : elements) {
            kryo.writeObject(out, element, registration.getSerializer());
        }
    }

    static @Nullable Object[] read(Kryo kryo, GuardedInput in) {
        int count = in.readCount();
        @Nullable Object[] elements = new @Nullable Object[Math.min(count, FIRST_ROOM)];
        if (count == 0) {
            return elements;
        }
        Registration common = in.readByte() == ONE_CLASS ? commonRegistration(kryo, in) : null;
        for (int i = 0; i < count; i++) {
            if (i == elements.length) {
                elements = Arrays.copyOf(elements, Math.min(count, i * 2));
            }
            elements[i] = common == null ? kryo.readClassAndObject(in) : readOne(kryo, in, common);
        }
        return elements;
    }

    private static Registration commonRegistration(Kryo kryo, GuardedInput in) {
        Registration registration = kryo.readClass(in);
        if (registration == null) {
            throw new KryoException("elements of no class");
        }
        return registration;
    }

    @SuppressWarnings("unchecked")
    private static Object readOne(Kryo kryo, GuardedInput in, Registration registration) {
        return kryo.readObject(in, registration.getType(), registration.getSerializer());
    }

    private static @Nullable Class<?> commonClass(@Nullable Object[] elements) {
        Object first = elements[0];
        if (first == null) {
            return null;
        }
        for (Object element : elements) {
            if (element == null || element.getClass() != first.getClass()) {
                return null;
            }
        }
        return first.getClass();
    }
}
