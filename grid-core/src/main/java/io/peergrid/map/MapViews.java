package io.peergrid.map;

import io.peergrid.GridEntry;
import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;

/** The collections of {@code Map}, live over a distributed map. Their streams know no size: it may have changed when the last element comes. */
final class MapViews {
    private MapViews() {}

    static final class Keys<K, V> extends AbstractSet<K> {
        private final DistributedMap<K, V> map;

        Keys(DistributedMap<K, V> map) {
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
        private final DistributedMap<K, V> map;

        Values(DistributedMap<K, V> map) {
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
        private final DistributedMap<K, V> map;

        Entries(DistributedMap<K, V> map) {
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
                    return entries.next();
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
                    && Objects.equals(map.get(entry.getKey()), entry.getValue());
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
}
