package io.peergrid.map;

import io.peergrid.GridConfig;
import io.peergrid.GridMap;
import io.peergrid.NearCopies;
import io.peergrid.changes.EntryChanges;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueForm;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.NamespaceFigures;
import io.peergrid.near.NearDesk;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Makes the handles of a member's maps; those of one name share their statistics. Thread-safe. */
public final class MapFactory {
    private static final int NAME_CHARS_MAX = 200;

    private final GridConfig config;
    private final SlotCalls calls;
    private final KeyspaceLimits limits;
    private final ValueTypes values;
    private final Explainer explainer;
    private final LongFunction<NamespaceFigures> figures;
    private final @Nullable EntryChanges changes;
    private final NearDesk near;
    private final boolean readsNear;
    private final ConcurrentHashMap<Long, MapRecorder> recorders = new ConcurrentHashMap<>();

    /**
     * @param figures of a namespace
     * @param changes for listeners; null where there are none
     * @param near copies of others' entries
     */
    public MapFactory(
            GridConfig config,
            SlotCalls calls,
            KeyspaceLimits limits,
            Explainer explainer,
            ValueTypes values,
            LongFunction<NamespaceFigures> figures,
            @Nullable EntryChanges changes,
            NearDesk near) {
        this(config, calls, limits, explainer, values, figures, changes, near, true);
    }

    private MapFactory(
            GridConfig config,
            SlotCalls calls,
            KeyspaceLimits limits,
            Explainer explainer,
            ValueTypes values,
            LongFunction<NamespaceFigures> figures,
            @Nullable EntryChanges changes,
            NearDesk near,
            boolean readsNear) {
        this.config = config;
        this.calls = calls;
        this.limits = limits;
        this.explainer = explainer;
        this.figures = figures;
        this.values = values;
        this.changes = changes;
        this.near = near;
        this.readsNear = readsNear;
    }

    /** The same maps over another way of calling slots, with statistics of their own, without listeners and reading no near copies. */
    public MapFactory over(SlotCalls other) {
        return new MapFactory(config, other, limits, explainer, values, figures, null, near, false);
    }

    /** A map with these types. */
    public <K, V> GridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
        checkName(name);
        return map(
                name,
                Keyspaces.ofMap(name),
                keyType,
                valueType,
                values.codec(valueType),
                config.nearMaps().get(name));
    }

    /** A map of which each member that holds data has a copy. */
    public <K, V> GridMap<K, V> replicatedMap(String name, Class<K> keyType, Class<V> valueType) {
        checkName(name);
        return map(name, Keyspaces.ofReplicatedMap(name), keyType, valueType, values.codec(valueType), null);
    }

    /** A map whose writes are acknowledged when the primary has them. */
    public <K, V> GridMap<K, V> asynchronousMap(String name, Class<K> keyType, Class<V> valueType) {
        checkName(name);
        return map(name, Keyspaces.ofAsynchronousMap(name), keyType, valueType, values.codec(valueType), null);
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > NAME_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "a map's name has 1 to " + NAME_CHARS_MAX + " characters: \"" + name + "\"");
        }
    }

    /**
     * The entries of a namespace, as a map.
     *
     * @param name for messages
     * @param valueType of what is kept near: all who give the same share it
     * @param nearCopies null for none
     */
    public <K, V> GridMap<K, V> map(
            String name,
            long namespace,
            Class<K> keyType,
            Class<?> valueType,
            ValueForm<V> form,
            @Nullable NearCopies nearCopies) {
        MapCodec<K, V> codec = new MapCodec<>(name, namespace, KeyCodec.of(keyType), form, limits, calls.slots());
        MapRecorder recorder = recorders.computeIfAbsent(namespace, unknown -> new MapRecorder());
        CallRunner runner =
                new CallRunner(calls, recorder, config.callDeadline().toNanos());
        return new DistributedMap<>(
                name,
                keyType,
                codec,
                runner,
                explainer,
                () -> figures.apply(namespace),
                new MapListening<>(codec, changes),
                near(name, keyType, valueType, codec, nearCopies));
    }

    private <K, V> NearUse<K, V> near(
            String name, Class<K> keyType, Class<?> valueType, MapCodec<K, V> codec, @Nullable NearCopies settings) {
        if (settings == null) {
            return NearUse.none();
        } else if (!isComparedByBytes(keyType)) {
            throw new IllegalArgumentException(
                    "the map \"" + name + "\" has near copies, so its keys cannot be arrays or records with "
                            + "arrays: two of them are not equal in Java though their bytes are. Use String, or leave near copies out");
        }
        NearUse<K, V> use =
                NearUse.of(near.open(codec.namespace(), keyType, valueType, key -> codec.key(key.bytes()), settings));
        return readsNear ? use : use.forWritesOnly();
    }

    private static boolean isComparedByBytes(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .allMatch(MapFactory::isComparedByBytes);
        }
        return !type.isArray();
    }
}
