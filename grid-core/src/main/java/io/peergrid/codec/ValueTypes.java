package io.peergrid.codec;

import io.peergrid.GridSerializationException;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The types that a member may store besides those of the JDK: what was allowed, and what the fields of those declare, type
 * arguments of collections and permitted subclasses of sealed types included. Ids come from class names, so all members agree
 * without talking. Types can be added at any time; never removed. Thread-safe.
 */
public final class ValueTypes {
    /** Ids of the grid's own types are below this. */
    private static final int FIRST_ID = 256;
    /** So that an id takes four bytes at most. */
    private static final int ID_RANGE = (1 << 28) - 2 * FIRST_ID;

    private final Map<Integer, Class<?>> byId = new HashMap<>();
    private final Set<Type> seen = new HashSet<>();
    private final List<Allowed> allowed = new CopyOnWriteArrayList<>();
    private final KryoCodec kryo;

    /** A type and its id. */
    record Allowed(int id, Class<?> type) {}

    /**
     * @param types to begin with
     * @param maxValueBytes the largest value that is written
     * @throws GridSerializationException if one of them cannot be stored, or two have one id
     */
    public ValueTypes(Collection<? extends Class<?>> types, int maxValueBytes) {
        kryo = new KryoCodec(this, maxValueBytes);
        types.forEach(this::allow);
    }

    /**
     * Allows a type, and what its fields declare.
     *
     * @throws GridSerializationException if its objects cannot be stored
     */
    public void allow(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        String refusal = isUsers(element) && !isAbstract(element) ? TypeRules.refusal(element) : null;
        if (refusal != null) {
            throw new GridSerializationException(element.getName() + " cannot be stored: " + refusal, null);
        }
        walk(type);
    }

    /** The codec of a handle for values of this type; the type is allowed by it. */
    public <V> ValueCodec<V> codec(Class<V> type) {
        allow(type);
        return new ValueCodec<>(type, kryo);
    }

    int count() {
        return allowed.size();
    }

    Allowed get(int index) {
        return allowed.get(index);
    }

    static int id(String className) {
        return FIRST_ID + Integer.remainderUnsigned(Member.hash(className), ID_RANGE);
    }

    private synchronized void walk(Type from) {
        Deque<Type> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            Type type = open.remove();
            if (!seen.add(type)) {
                continue;
            }
            if (type instanceof Class<?> plain) {
                visit(plain, open);
            } else if (type instanceof ParameterizedType parameterized) {
                open.add(parameterized.getRawType());
                open.addAll(List.of(parameterized.getActualTypeArguments()));
            } else if (type instanceof GenericArrayType array) {
                open.add(array.getGenericComponentType());
            } else if (type instanceof WildcardType wildcard) {
                open.addAll(List.of(wildcard.getUpperBounds()));
            } else if (type instanceof TypeVariable<?> variable) {
                open.addAll(List.of(variable.getBounds()));
            }
        }
    }

    private void visit(Class<?> type, Deque<Type> open) {
        if (type.isArray()) {
            Class<?> component = type.getComponentType();
            open.add(component);
            if (!component.isPrimitive() && type != Object[].class && type != String[].class) {
                add(type);
            }
        } else if (isUsers(type) || (type.isEnum() && !JdkValues.ENUMS.contains(type))) {
            if (type.isSealed()) {
                open.addAll(List.of(type.getPermittedSubclasses()));
            }
            if (isAbstract(type) || TypeRules.refusal(type) != null) {
                return;
            }
            add(type);
            if (!type.isEnum()) {
                for (Field field : InstanceSerializer.fields(type)) {
                    open.add(field.getGenericType());
                }
            }
        }
    }

    private void add(Class<?> type) {
        int id = id(type.getName());
        Class<?> other = byId.putIfAbsent(id, type);
        if (other != null) {
            throw new GridSerializationException(
                    "the names of " + type.getName() + " and " + other.getName()
                            + " give the same id; rename one of them or move it to another package",
                    null);
        }
        allowed.add(new Allowed(id, type));
    }

    private static boolean isUsers(Class<?> type) {
        return !type.isPrimitive() && !TypeRules.isJdk(type);
    }

    private static boolean isAbstract(Class<?> type) {
        return !type.isEnum() && (type.isInterface() || Modifier.isAbstract(type.getModifiers()));
    }
}
