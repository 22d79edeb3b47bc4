package io.peergrid.jcache;

import java.util.Objects;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** The entry that an entry processor works on. For one call of it. */
final class ProcessorEntry<K, V> implements MutableEntry<K, V> {
    private final K key;
    private final @Nullable V before;
    private final BackingStore<K, V> store;
    private @Nullable V value;
    private Intent<V> intent = Intent.leave();

    ProcessorEntry(K key, @Nullable V before, BackingStore<K, V> store) {
        this.key = key;
        this.before = before;
        this.value = before;
        this.store = store;
    }

    /** What is to be done in the end. */
    Intent<V> intent() {
        return intent;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public boolean exists() {
        return value != null;
    }

    @Override
    @SuppressWarnings("NullAway") // The specification has null where there is no value.
    public V getValue() {
        if (value != null) {
            if (intent instanceof Intent.Leave) {
                intent = Intent.access();
            }
        } else if (store.readsThrough() && intent instanceof Intent.Leave) {
            value = store.load(key);
            if (value != null) {
                intent = new Intent.Put<>(value, false);
            }
        }
        return value;
    }

    @Override
    public void setValue(V newValue) {
        value = Objects.requireNonNull(newValue, "a value");
        intent = Intent.put(newValue);
    }

    @Override
    public void remove() {
        // What was made here only is as if it never had been.
        boolean madeHere = before == null && intent instanceof Intent.Put;
        intent = madeHere ? Intent.leave() : Intent.remove();
        value = null;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("the entry of an entry processor is no " + type.getName());
    }
}
