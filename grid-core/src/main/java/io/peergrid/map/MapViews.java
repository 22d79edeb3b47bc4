package io.peergrid.map;

import io.peergrid.GridEntry;
import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** The collections of {@code Map}, live over a distributed map. Their streams know no size: it may have changed when the last element comes. */
final class MapViews {
    private MapViews() {}

    static final class Keys<K, V> extends AbstractSet<K> {
        private final AbstractGridMap<K, V> map;

        Keys(AbstractGridMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Spliterator<K> spliterator() {
            return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.DISTINCT | Spliterator.NONNULL);
        }

        @Override
        public Iterator<K> iterator() {
            return map.keyIterator();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object key) {
            return map.containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return map.remove(key) != null;
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    static final class Values<K, V> extends AbstractCollection<V> {
        private final AbstractGridMap<K, V> map;

        Values(AbstractGridMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Spliterator<V> spliterator() {
            return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.NONNULL);
        }

        @Override
        public Iterator<V> iterator() {
            Iterator<GridEntry<K, V>> entries = map.entryIterator(null);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public V next() {
                    return entries.next().value();
                }

                @Override
                public void remove() {
                    entries.remove();
                }
            };
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> {
        private final AbstractGridMap<K, V> map;

        /** What is there; nothing is loaded. */
        private @Nullable V present(Object key) {
            GridEntry<K, V> entry = map.getEntry(map.typed(key));
            return entry == null ? null : entry.value();
        }

        Entries(AbstractGridMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.DISTINCT | Spliterator.NONNULL);
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            Iterator<GridEntry<K, V>> entries = map.entryIterator(null);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Map.Entry<K, V> next() {
                    GridEntry<K, V> entry = entries.next();
                    return new Written<>(map, entry.key(), entry.value());
                }

                @Override
                public void remove() {
                    entries.remove();
                }
            };
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && entry.getValue() != null
                    && entry.getValue().equals(present(entry.getKey()));
        }

        @Override
        public boolean remove(Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && map.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** An entry that writes through: to what is there, and keeps its time to live. What others change meanwhile it does not show. */
    private static final class Written<K, V> implements Map.Entry<K, V> {
        private final AbstractGridMap<K, V> map;
        private final K key;
        private V value;

        Written(AbstractGridMap<K, V> map, K key, V value) {
            this.map = map;
            this.key = key;
            this.value = value;
        }

        @Override
        public K getKey() {
            return key;
        }

        @Override
        public V getValue() {
            return value;
        }

        @Override
        public V setValue(V newValue) {
            V before = map.replace(key, newValue);
            V shown = value;
            value = newValue;
            return before == null ? shown : before;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && key.equals(entry.getKey())
                    && value.equals(entry.getValue());
        }

        @Override
        public int hashCode() {
            return key.hashCode() ^ value.hashCode();
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }
}
