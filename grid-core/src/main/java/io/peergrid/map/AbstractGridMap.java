package io.peergrid.map;

import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a map can do with scans and with changes that are decided at the caller. Thread-safe. */
public abstract class AbstractGridMap<K, V> implements GridMap<K, V> {

    /** Changes a key as the present value suggests; decides again if others change it meanwhile. */
    protected abstract Change.Result<V> change(K key, Function<@Nullable V, Change<V>> decide);

    /** @throws ClassCastException if it is no key of this map */
    protected abstract K typed(Object key);

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(expected, "the expected value is null; no entry has a null value");
        return change(key, present -> expected.equals(present) ? new Change.To<>(value) : new Change.None<>())
                .changed();
    }

    @Override
    public boolean remove(Object key, @Nullable Object expected) {
        return expected != null
                && change(typed(key), present -> expected.equals(present) ? new Change.Gone<>() : new Change.None<>())
                        .changed();
    }

    @Override
    public Iterable<GridEntry<K, V>> entries() {
        return () -> entryIterator(null);
    }

    @Override
    public Iterable<GridEntry<K, V>> entries(String pattern) {
        return () -> entryIterator(pattern);
    }

    Iterator<GridEntry<K, V>> entryIterator(@Nullable String pattern) {
        return new PageIterator<>(cursor -> scan(cursor, pattern, PageIterator.PAGE), entry -> delete(entry.key()));
    }

    Iterator<K> keyIterator() {
        return new PageIterator<>(cursor -> scanKeys(cursor, null, PageIterator.PAGE), this::delete);
    }

    @Override
    public Set<K> keySet() {
        return new MapViews.Keys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new MapViews.Values<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new MapViews.Entries<>(this);
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value, "value");
        for (GridEntry<K, V> entry : entries()) {
            if (value.equals(entry.value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, mappingCount());
    }

    @Override
    public boolean isEmpty() {
        return mappingCount() == 0;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        entries().forEach(entry -> action.accept(entry.key(), entry.value()));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        PageIterator<K> keys = new PageIterator<>(cursor -> scanKeys(cursor, null, PageIterator.PAGE), this::delete);
        keys.forEachRemaining(key -> computeIfPresent(key, function));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(remapping, "remapping");
        return change(key, present -> Change.between(present, remapping.apply(key, present)))
                .value();
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        return change(key, present -> present != null ? new Change.None<>() : Change.between(null, mapping.apply(key)))
                .value();
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(remapping, "remapping");
        return change(
                        key,
                        present -> present == null
                                ? new Change.None<>()
                                : Change.between(present, remapping.apply(key, present)))
                .value();
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(remapping, "remapping");
        return change(
                        key,
                        present -> Change.between(present, present == null ? value : remapping.apply(present, value)))
                .value();
    }

    @Override
    public @Nullable V getOrDefault(Object key, @Nullable V defaultValue) {
        V value = get(key);
        return value == null ? defaultValue : value;
    }

    /** As {@link Map} demands, by all entries: asks for each of the other's. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Map<?, ?> map && entrySet().equals(map.entrySet()));
    }

    /** As {@link Map} demands, of all entries: fetches them. */
    @Override
    public int hashCode() {
        return entrySet().hashCode();
    }
}
