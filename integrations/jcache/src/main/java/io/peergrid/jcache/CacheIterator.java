package io.peergrid.jcache;

import io.peergrid.GridEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** All entries of a cache, fetched page by page. For one thread. */
final class CacheIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
    private final Iterator<GridEntry<byte[], byte[]>> entries;
    private final Function<GridEntry<byte[], byte[]>, Cache.Entry<K, V>> read;
    private final Consumer<K> removal;
    private @Nullable K last;

    /**
     * @param read is called for each entry that is returned
     * @param removal removes an entry from the cache
     */
    CacheIterator(
            Iterator<GridEntry<byte[], byte[]>> entries,
            Function<GridEntry<byte[], byte[]>, Cache.Entry<K, V>> read,
            Consumer<K> removal) {
        this.entries = entries;
        this.read = read;
        this.removal = removal;
    }

    @Override
    public boolean hasNext() {
        return CacheMap.calling(entries::hasNext);
    }

    @Override
    public Cache.Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Cache.Entry<K, V> entry = read.apply(CacheMap.calling(entries::next));
        last = entry.getKey();
        return entry;
    }

    @Override
    public void remove() {
        K key = last;
        if (key == null) {
            throw new IllegalStateException("remove is for the entry that next returned, once");
        }
        last = null;
        removal.accept(key);
    }
}
