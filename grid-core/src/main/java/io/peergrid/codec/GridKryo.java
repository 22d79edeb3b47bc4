package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.serializers.EnumNameSerializer;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import io.peergrid.GridSerializationException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Kryo as the grid sets it up: registered classes only, under ids that every member computes alike; no references (the format
 * would depend on it); a bounded depth; serializers of its own that believe no length they read. For one thread.
 */
class GridKryo extends Kryo {
    /** Objects within objects; more is taken for a circle, which the format has no form for. */
    static final int MAX_DEPTH = 256;

    private final Schemas schemas;

    GridKryo(Schemas schemas) {
        super(new DefaultClassResolver(), null);
        this.schemas = schemas;
        setRegistrationRequired(true);
        setReferences(false);
        setMaxDepth(MAX_DEPTH);
        setOptimizedGenerics(false);
        JdkValues.register(this);
        JdkCollections.register(this);
    }

    <T> void add(int id, Class<T> type, PlainSerializer.Writing<T> writing, PlainSerializer.Reading<T> reading) {
        register(type, new PlainSerializer<>(writing, reading), id);
    }

    /** Registers a class whose values are handled as those of a wider type. */
    <T> void addAs(
            int id,
            Class<?> type,
            Class<T> as,
            PlainSerializer.Writing<T> writing,
            PlainSerializer.Reading<T> reading) {
        register(
                type,
                new PlainSerializer<>((kryo, out, value) -> writing.write(kryo, out, as.cast(value)), reading),
                id);
    }

    void addObjectArray(int id, Class<?> type) {
        Class<?> component = type.getComponentType();
        register(
                type,
                new PlainSerializer<Object>(
                        (kryo, out, array) -> Elements.write(kryo, out, (Object[]) array), (kryo, in) -> {
                            Object[] elements = Elements.read(kryo, in);
                            Object array = Array.newInstance(component, elements.length);
                            System.arraycopy(elements, 0, array, 0, elements.length);
                            return array;
                        }),
                id);
    }

    /** Registers a type of the application. */
    void addType(int id, Class<?> type) {
        if (type.isArray()) {
            addObjectArray(id, type);
        } else if (type.isEnum()) {
            register(type, new EnumNameSerializer(type.asSubclass(Enum.class)), id);
        } else if (type.isRecord()) {
            register(type, new RecordSerializer(type, id, schemas), id);
        } else {
            register(type, new InstanceSerializer(type, id, schemas), id);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Registration getRegistration(Class type) {
        Registration registration = getClassResolver().getRegistration(type);
        if (registration == null) {
            Class<?> standIn =
                    type.getSuperclass() != null && type.getSuperclass().isEnum()
                            ? type.getSuperclass()
                            : JdkCollections.standIn(type);
            registration = standIn == null ? null : getClassResolver().getRegistration(standIn);
        }
        if (registration == null) {
            registration = missing(type);
        }
        if (registration == null) {
            throw new GridSerializationException(TypeRules.notAllowed(type), null);
        }
        return registration;
    }

    /** What to do about a class that is not registered; null if nothing. */
    @Nullable
    Registration missing(Class<?> type) {
        return null;
    }
}
