package io.peergrid.map;

import io.peergrid.GridConfig;
import io.peergrid.GridMap;
import io.peergrid.changes.EntryChanges;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueForm;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.NamespaceFigures;
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
    private final ConcurrentHashMap<Long, MapRecorder> recorders = new ConcurrentHashMap<>();

    /**
     * @param figures of a namespace
     * @param changes for listeners; null where there are none
     */
    public MapFactory(
            GridConfig config,
            SlotCalls calls,
            KeyspaceLimits limits,
            Explainer explainer,
            ValueTypes values,
            LongFunction<NamespaceFigures> figures,
            @Nullable EntryChanges changes) {
        this.config = config;
        this.calls = calls;
        this.limits = limits;
        this.explainer = explainer;
        this.figures = figures;
        this.values = values;
        this.changes = changes;
    }

    /** The same maps over another way of calling slots, with statistics of their own and without listeners. */
    public MapFactory over(SlotCalls other) {
        return new MapFactory(config, other, limits, explainer, values, figures, null);
    }

    /** A map with these types. */
    public <K, V> GridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
        if (name.isBlank() || name.length() > NAME_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "a map's name has 1 to " + NAME_CHARS_MAX + " characters: \"" + name + "\"");
        }
        return map(name, Keyspaces.ofMap(name), keyType, values.codec(valueType));
    }

    /**
     * The entries of a namespace, as a map.
     *
     * @param name for messages
     */
    public <K, V> GridMap<K, V> map(String name, long namespace, Class<K> keyType, ValueForm<V> form) {
        MapCodec<K, V> codec = new MapCodec<>(name, namespace, KeyCodec.of(keyType), form, limits, calls.slotCount());
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
                new MapListening<>(codec, changes));
    }
}
