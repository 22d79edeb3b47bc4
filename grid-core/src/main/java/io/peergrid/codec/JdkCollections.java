package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collections and maps of the JDK. The ids are part of the format; 80 to 119 are for this class. Immutable and unmodifiable
 * ones come back unmodifiable; views such as {@code subList} and {@code keySet} come back as collections of their own.
 */
// A class token of a generic type is raw; applications store obsolete classes, too.
@SuppressWarnings({"unchecked", "rawtypes", "JdkObsolete"})
final class JdkCollections {
    /** Stands for every unmodifiable list of the JDK, likewise the next two. */
    private static final class FrozenList {}

    private static final class FrozenSet {}

    private static final class FrozenMap {}

    private JdkCollections() {}

    static void register(GridKryo kryo) {
        collection(kryo, 80, ArrayList.class, ArrayList::new);
        collection(kryo, 81, LinkedList.class, LinkedList::new);
        collection(kryo, 82, ArrayDeque.class, ArrayDeque::new);
        collection(kryo, 83, HashSet.class, HashSet::new);
        collection(kryo, 84, LinkedHashSet.class, LinkedHashSet::new);
        collection(kryo, 85, CopyOnWriteArrayList.class, CopyOnWriteArrayList::new);
        collection(kryo, 86, CopyOnWriteArraySet.class, CopyOnWriteArraySet::new);
        collection(kryo, 87, ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new);
        collection(kryo, 88, ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new);
        collection(kryo, 89, Vector.class, Vector::new);
        collection(kryo, 90, Stack.class, Stack::new);
        sortedCollection(kryo, 92, TreeSet.class, TreeSet::comparator, TreeSet::new);
        sortedCollection(
                kryo, 93, ConcurrentSkipListSet.class, ConcurrentSkipListSet::comparator, ConcurrentSkipListSet::new);
        sortedCollection(kryo, 94, PriorityQueue.class, PriorityQueue::comparator, PriorityQueue::new);
        map(kryo, 100, HashMap.class, HashMap::new);
        map(kryo, 101, LinkedHashMap.class, LinkedHashMap::new);
        map(kryo, 102, ConcurrentHashMap.class, ConcurrentHashMap::new);
        map(kryo, 103, Hashtable.class, Hashtable::new);
        sortedMap(kryo, 105, TreeMap.class, TreeMap::comparator, TreeMap::new);
        sortedMap(
                kryo, 106, ConcurrentSkipListMap.class, ConcurrentSkipListMap::comparator, ConcurrentSkipListMap::new);
        EnumCollections.register(kryo);
        frozen(kryo);
        kryo.addAs(
                115,
                Arrays.asList().getClass(),
                List.class,
                (k, out, list) -> Elements.write(k, out, list.toArray()),
                (k, in) -> Arrays.asList(Elements.read(k, in)));
    }

    /**
     * The registered class that a private class of the JDK is stored as, or null. Public classes stand for themselves: what
     * would come back as something else is not taken.
     */
    static @Nullable Class<?> standIn(Class<?> type) {
        if (type.getModule() != Object.class.getModule()) {
            return null;
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return ZoneId.class;
        }
        if (TimeZone.class.isAssignableFrom(type)) {
            return TimeZone.class;
        }
        if (Charset.class.isAssignableFrom(type)) {
            return Charset.class;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return EnumSet.class;
        }
        return java.lang.reflect.Modifier.isPublic(type.getModifiers())
                ? null
                : collectionFor(type, isFrozen(type.getName()));
    }

    private static @Nullable Class<?> collectionFor(Class<?> type, boolean frozen) {
        if (SortedMap.class.isAssignableFrom(type)) {
            return TreeMap.class;
        } else if (SortedSet.class.isAssignableFrom(type)) {
            return TreeSet.class;
        } else if (Map.class.isAssignableFrom(type)) {
            return frozen ? FrozenMap.class : LinkedHashMap.class;
        } else if (Set.class.isAssignableFrom(type)) {
            return frozen ? FrozenSet.class : LinkedHashSet.class;
        } else if (Collection.class.isAssignableFrom(type)) {
            return frozen ? FrozenList.class : ArrayList.class;
        }
        return null;
    }

    private static boolean isFrozen(String name) {
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton");
    }

    private static void frozen(GridKryo kryo) {
        kryo.addAs(
                110,
                FrozenList.class,
                Collection.class,
                (k, out, list) -> Elements.write(k, out, list.toArray()),
                (k, in) -> Collections.unmodifiableList(Arrays.asList(Elements.read(k, in))));
        kryo.addAs(
                111,
                FrozenSet.class,
                Collection.class,
                (k, out, set) -> Elements.write(k, out, set.toArray()),
                (k, in) -> Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(Elements.read(k, in)))));
        kryo.addAs(
                112,
                FrozenMap.class,
                Map.class,
                JdkCollections::writeMap,
                (k, in) -> Collections.unmodifiableMap(readMap(k, in, new LinkedHashMap<>())));
    }

    private static <C extends Collection> void collection(GridKryo kryo, int id, Class<C> type, Supplier<C> create) {
        kryo.add(
                id, type, (k, out, all) -> Elements.write(k, out, all.toArray()), (k, in) -> fill(k, in, create.get()));
    }

    private static <C extends Collection> void sortedCollection(
            GridKryo kryo,
            int id,
            Class<C> type,
            Function<C, @Nullable Comparator> order,
            Function<Comparator, C> create) {
        kryo.add(
                id,
                type,
                (k, out, all) -> {
                    k.writeClassAndObject(out, order.apply(all));
                    Elements.write(k, out, all.toArray());
                },
                (k, in) -> fill(k, in, create.apply(comparator(k, in))));
    }

    private static <M extends Map> void map(GridKryo kryo, int id, Class<M> type, Supplier<M> create) {
        kryo.add(id, type, JdkCollections::writeMap, (k, in) -> readMap(k, in, create.get()));
    }

    private static <M extends Map> void sortedMap(
            GridKryo kryo,
            int id,
            Class<M> type,
            Function<M, @Nullable Comparator> order,
            Function<Comparator, M> create) {
        kryo.add(
                id,
                type,
                (k, out, map) -> {
                    k.writeClassAndObject(out, order.apply(map));
                    writeMap(k, out, map);
                },
                (k, in) -> readMap(k, in, create.apply(comparator(k, in))));
    }

    private static <C extends Collection> C fill(Kryo kryo, GuardedInput in, C collection) {
        collection.addAll(Arrays.asList(Elements.read(kryo, in)));
        return collection;
    }

    static void writeMap(Kryo kryo, Output out, Map<?, ?> map) {
        List<@Nullable Object> keys = new ArrayList<>(map.size());
        List<@Nullable Object> values = new ArrayList<>(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            keys.add(entry.getKey());
            values.add(entry.getValue());
        }
        Elements.write(kryo, out, keys.toArray());
        Elements.write(kryo, out, values.toArray());
    }

    static <M extends Map> M readMap(Kryo kryo, GuardedInput in, M map) {
        @Nullable Object[] keys = Elements.read(kryo, in);
        @Nullable Object[] values = Elements.read(kryo, in);
        if (keys.length != values.length) {
            throw new KryoException(keys.length + " keys with " + values.length + " values");
        }
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    private static @Nullable Comparator comparator(Kryo kryo, GuardedInput in) {
        Object comparator = kryo.readClassAndObject(in);
        if (comparator != null && !(comparator instanceof Comparator)) {
            throw new KryoException("no comparator: " + comparator.getClass().getName());
        }
        return (Comparator) comparator;
    }
}
