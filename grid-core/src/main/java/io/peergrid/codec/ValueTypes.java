package io.peergrid.codec;

import io.peergrid.GridSerializationException;
import io.peergrid.GridSerializer;
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
import org.jspecify.annotations.Nullable;

/**
 * The types that a member may store besides those of the JDK: what was allowed, and what the fields of those declare, type
 * arguments of collections and permitted subclasses of sealed types included. Ids come from class names, so all members agree
 * without talking. Types can be added at any time; never removed. Thread-safe.
 */
public final class ValueTypes {
    /** Ids of the grid's own types are below this. */
    static final int FIRST_ID = 256;
    /** So that an id takes four bytes at most. */
    private static final int ID_RANGE = (1 << 28) - 2 * FIRST_ID;

    private final Map<Integer, Class<?>> byId = new HashMap<>();
    private final Set<Type> seen = new HashSet<>();
    private final List<Allowed> allowed = new CopyOnWriteArrayList<>();
    private final Set<Class<?>> roots;
    private final TypePatterns patterns;
    private final @Nullable ClassLoader loader;
    private final boolean named;
    private final int maxValueBytes;
    private final KryoCodec kryo;

    /** A type and its id. */
    record Allowed(int id, Class<?> type) {}

    /**
     * @param types to begin with
     * @param maxValueBytes the largest value that is written
     * @throws GridSerializationException if one of them cannot be stored, or two have one id
     */
    public ValueTypes(Collection<? extends Class<?>> types, int maxValueBytes) {
        this(types, TypePatterns.NONE, maxValueBytes);
    }

    /** @param patterns of names of classes that are allowed as they come; these are written with their names */
    public ValueTypes(Collection<? extends Class<?>> types, TypePatterns patterns, int maxValueBytes) {
        this(types, patterns, null, false, maxValueBytes);
    }

    private ValueTypes(
            Collection<? extends Class<?>> types,
            TypePatterns patterns,
            @Nullable ClassLoader loader,
            boolean named,
            int maxValueBytes) {
        roots = Set.copyOf(types);
        this.patterns = patterns;
        this.loader = loader;
        this.named = named;
        this.maxValueBytes = maxValueBytes;
        kryo = new KryoCodec(this, maxValueBytes);
        types.forEach(this::allow);
    }

    /** A serializer by these rules. What handles allow later is not among them. */
    public GridSerializer serializer() {
        return new NamedSerializer(new ValueTypes(roots, patterns, loader, true, maxValueBytes));
    }

    ValueTypes with(Collection<? extends Class<?>> types, Collection<String> more, @Nullable ClassLoader from) {
        Set<Class<?>> all = new HashSet<>(roots);
        all.addAll(types);
        return new ValueTypes(all, patterns.and(more), from == null ? loader : from, named, maxValueBytes);
    }

    /**
     * Allows a type, and what its fields declare.
     *
     * @throws GridSerializationException if its objects cannot be stored
     */
    public void allow(Class<?> type) {
        Class<?> element = TypeRules.element(type);
        String refusal = isUsers(element) && !isAbstract(element) ? TypeRules.refusal(element) : null;
        if (refusal != null) {
            throw new GridSerializationException(element.getName() + " cannot be stored: " + refusal, null);
        }
        walk(type);
    }

    /** Whether classes may be written with their names, so that a value may take the form for it. */
    boolean writesNames() {
        return named || !patterns.isEmpty();
    }

    /** Whether a type of the application is written with its name. */
    boolean isNamed(Class<?> type) {
        return named || patterns.match(TypeRules.element(type).getName());
    }

    /** Allows a class that a pattern matches; false if none does or it cannot be stored. */
    boolean allowByPattern(Class<?> type) {
        Class<?> element = TypeRules.element(type);
        boolean allows = isUsers(element)
                && patterns.match(element.getName())
                && !isAbstract(element)
                && TypeRules.refusal(element) == null;
        if (allows) {
            walk(type);
        }
        return allows;
    }

    /**
     * Allows a class by the name that a value has for it, if it may be.
     *
     * @return why it may not, or null
     */
    @Nullable
    String allowByName(String name) {
        if (isKnown(name)) {
            return null;
        }
        String element = name.startsWith("[") ? name.substring(name.lastIndexOf('[') + 2, name.length() - 1) : name;
        if (!patterns.match(element)) {
            return name + ", which this member does not allow. Give it to GridConfig.types(...) or allowTypes(...)";
        }
        Class<?> type = find(name);
        if (type == null) {
            return name + ", which this member does not find on its class path";
        }
        return allowByPattern(type) ? null : TypeRules.notAllowed(type);
    }

    private synchronized boolean isKnown(String name) {
        Class<?> known = byId.get(id(name));
        return known != null && known.getName().equals(name);
    }

    private @Nullable Class<?> find(String name) {
        Class<?> found = loader == null ? null : find(name, loader);
        if (found == null) {
            found = find(name, Thread.currentThread().getContextClassLoader());
        }
        return found == null ? find(name, ValueTypes.class.getClassLoader()) : found;
    }

    private static @Nullable Class<?> find(String name, @Nullable ClassLoader in) {
        try {
            return in == null ? null : Class.forName(name, false, in);
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            return null;
        }
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
