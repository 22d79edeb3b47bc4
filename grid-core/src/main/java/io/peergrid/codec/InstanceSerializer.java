package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Objects of a class with fields, inherited ones included, transient and static ones not. Made by the constructor without
 * parameters if there is one; otherwise by none, so its checks and initial values do not count then. A {@code readResolve} of a serializable class is asked.
 */
final class InstanceSerializer extends ObjectSerializer {
    private final Supplier<Object> instantiation;
    private final @Nullable Method resolution;

    InstanceSerializer(Class<?> type, int typeId, Schemas schemas) {
        super(type, typeId, members(type), schemas);
        instantiation = instantiation(type);
        resolution = resolution(type);
    }

    @Override
    Object read(Kryo kryo, GuardedInput in, ReadPlan plan) throws IllegalAccessException {
        Object instance = instantiation.get();
        Member[] members = members();
        if (plan.same()) {
            for (Member member : members) {
                member.read(kryo, in, instance);
            }
            return resolution == null ? instance : resolved(instance, resolution);
        }
        @Nullable Object[] values = new @Nullable Object[members.length];
        plan.readInto(values, members, kryo, in);
        for (int target : plan.targets()) {
            if (target >= 0) {
                members[target].set(instance, values[target]);
            }
        }
        return resolution == null ? instance : resolved(instance, resolution);
    }

    /** The one that stands for it: singletons say so, as for Java's own serialization. */
    private static Object resolved(Object instance, Method resolution) throws IllegalAccessException {
        try {
            Object resolved = resolution.invoke(instance);
            if (!instance.getClass().isInstance(resolved)) {
                throw new KryoException("readResolve of " + instance.getClass().getName() + " returned something else");
            }
            return resolved;
        } catch (InvocationTargetException failed) {
            throw new KryoException("readResolve of " + instance.getClass().getName() + " failed", failed.getCause());
        }
    }

    private static @Nullable Method resolution(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)) {
            return null;
        }
        try {
            Method method = type.getDeclaredMethod("readResolve");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException | InaccessibleObjectException none) {
            return null;
        }
    }

    /** The fields that are stored, those of superclasses first. */
    static List<Field> fields(Class<?> type) {
        Deque<Class<?>> line = new ArrayDeque<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            line.addFirst(at);
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> at : line) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static Member[] members(Class<?> type) {
        Map<Integer, Member> members = new HashMap<>();
        List<Member> ordered = new ArrayList<>();
        for (Field field : fields(type)) {
            Member member = new Member(field, field.getName());
            if (members.containsKey(member.nameHash())) {
                member = new Member(field, field.getDeclaringClass().getSimpleName() + "." + field.getName());
            }
            if (members.put(member.nameHash(), member) != null) {
                throw new IllegalArgumentException(
                        "two fields of " + type.getName() + " have one hash; rename " + member.name());
            }
            ordered.add(member);
            try {
                field.setAccessible(true);
            } catch (InaccessibleObjectException closed) {
                throw RecordAccess.closed(type, closed);
            }
        }
        return ordered.toArray(new Member[0]);
    }

    private static Supplier<Object> instantiation(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return () -> {
                try {
                    return constructor.newInstance();
                } catch (ReflectiveOperationException failed) {
                    throw new KryoException("the constructor of " + type.getName() + " failed", failed);
                }
            };
        } catch (NoSuchMethodException | InaccessibleObjectException none) {
            ObjectInstantiator<?> instantiator = new StdInstantiatorStrategy().newInstantiatorOf(type);
            return instantiator::newInstance;
        }
    }
}
