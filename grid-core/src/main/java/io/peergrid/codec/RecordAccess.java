package io.peergrid.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The components and the canonical constructor of one record type. */
final class RecordAccess {
    private final Constructor<?> constructor;
    private final Field[] fields;

    private RecordAccess(Constructor<?> constructor, Field[] fields) {
        this.constructor = constructor;
        this.fields = fields;
    }

    /** @throws IllegalArgumentException if a module keeps the record closed */
    static RecordAccess of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Field[] fields = new Field[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                fields[i] = type.getDeclaredField(components[i].getName());
                fields[i].setAccessible(true);
            }
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordAccess(constructor, fields);
        } catch (InaccessibleObjectException closed) {
            throw closed(type, closed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record without its components: " + type.getName(), impossible);
        }
    }

    static IllegalArgumentException closed(Class<?> type, InaccessibleObjectException cause) {
        return new IllegalArgumentException(
                type.getName() + " is closed to the grid: let its module say \"opens " + type.getPackageName() + ";\"",
                cause);
    }

    int size() {
        return fields.length;
    }

    Field field(int index) {
        return fields[index];
    }

    @Nullable
    Object get(Object instance, int index) {
        try {
            return fields[index].get(instance);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if the constructor refuses the components */
    Object create(@Nullable Object[] components) {
        try {
            return constructor.newInstance(components);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    "the constructor of " + constructor.getDeclaringClass().getName() + " refused: "
                            + refused.getCause(),
                    refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
