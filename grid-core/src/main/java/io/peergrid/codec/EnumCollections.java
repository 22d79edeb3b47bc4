package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code EnumSet} and {@code EnumMap}: the class of the enum, then the constants by name, so that they may be reordered. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class EnumCollections {
    private EnumCollections() {}

    static void register(GridKryo kryo) {
        kryo.add(96, EnumSet.class, EnumCollections::writeSet, EnumCollections::readSet);
        kryo.add(107, EnumMap.class, EnumCollections::writeMap, EnumCollections::readMap);
    }

    private static void writeSet(Kryo kryo, Output out, EnumSet set) {
        Collection<Enum> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
        if (some.isEmpty()) {
            throw new KryoException("an empty set of an enum without constants");
        }
        kryo.writeClass(out, some.iterator().next().getDeclaringClass());
        Elements.write(kryo, out, set.toArray());
    }

    private static EnumSet readSet(Kryo kryo, GuardedInput in) {
        EnumSet set = EnumSet.noneOf(readEnum(kryo, in));
        for (Object constant : Elements.read(kryo, in)) {
            set.add((Enum) constant);
        }
        return set;
    }

    private static void writeMap(Kryo kryo, Output out, EnumMap map) {
        Map<Enum, Object> entries = map;
        Class<?> type = map.isEmpty()
                ? KeyTypeProbe.of(map)
                : entries.keySet().iterator().next().getDeclaringClass();
        kryo.writeClass(out, type);
        JdkCollections.writeMap(kryo, out, entries);
    }

    private static EnumMap readMap(Kryo kryo, GuardedInput in) {
        return JdkCollections.readMap(kryo, in, new EnumMap(readEnum(kryo, in)));
    }

    private static Class readEnum(Kryo kryo, GuardedInput in) {
        Registration registration = kryo.readClass(in);
        if (registration == null || !registration.getType().isEnum()) {
            throw new KryoException("no enum");
        }
        return registration.getType();
    }

    /**
     * An empty map tells nobody the type of its keys, except the stream that would serialize it. Only the classes that pass are
     * looked at; nothing is ever read back from such a stream.
     */
    private static final class KeyTypeProbe extends ObjectOutputStream {
        private @Nullable Class<?> keyType;

        private KeyTypeProbe() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        static Class<?> of(EnumMap map) {
            try (KeyTypeProbe probe = new KeyTypeProbe()) {
                probe.writeObject(map);
                if (probe.keyType != null) {
                    return probe.keyType;
                }
            } catch (IOException impossible) {
                throw new KryoException(impossible);
            }
            throw new KryoException("an empty EnumMap that does not tell its key type");
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (type.isEnum()) {
                keyType = type;
            }
        }
    }
}
