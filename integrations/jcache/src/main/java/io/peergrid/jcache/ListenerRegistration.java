package io.peergrid.jcache;

import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** One listener of a cache with its filter. */
final class ListenerRegistration<K, V> {
    private final CacheEntryListenerConfiguration<K, V> configuration;
    private final CacheEntryListener<? super K, ? super V> listener;
    private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;

    ListenerRegistration(CacheEntryListenerConfiguration<K, V> configuration) {
        this.configuration = configuration;
        this.listener = configuration.getCacheEntryListenerFactory().create();
        Factory<CacheEntryEventFilter<? super K, ? super V>> filters = configuration.getCacheEntryEventFilterFactory();
        this.filter = filters == null ? null : filters.create();
    }

    CacheEntryListenerConfiguration<K, V> configuration() {
        return configuration;
    }

    CacheEntryListener<? super K, ? super V> listener() {
        return listener;
    }

    @Nullable
    CacheEntryEventFilter<? super K, ? super V> filter() {
        return filter;
    }

    boolean isSynchronous() {
        return configuration.isSynchronous();
    }

    boolean hearsExpirations() {
        return listener instanceof CacheEntryExpiredListener;
    }

    /**
     * Tells of events of one type.
     *
     * @throws CacheEntryListenerException what the listener or the filter threw, unless it is an error
     */
    void tell(EventType type, List<CacheEvent<K, V>> events, Cache<K, V> source) {
        try {
            List<CacheEntryEvent<? extends K, ? extends V>> told = new ArrayList<>();
            for (CacheEvent<K, V> event : events) {
                if (filter == null || filter.evaluate(event)) {
                    told.add(configuration.isOldValueRequired() ? event : event.withoutOldValue(source));
                }
            }
            if (!told.isEmpty()) {
                call(type, told);
            }
        } catch (CacheEntryListenerException own) {
            throw own;
        } catch (RuntimeException failed) {
            throw new CacheEntryListenerException("a listener of the cache failed: " + failed, failed);
        }
    }

    @SuppressWarnings("unchecked")
    private void call(EventType type, List<CacheEntryEvent<? extends K, ? extends V>> events) {
        switch (type) {
            case CREATED -> {
                if (listener instanceof CacheEntryCreatedListener<? super K, ? super V> created) {
                    ((CacheEntryCreatedListener<K, V>) created).onCreated(events);
                }
            }
            case UPDATED -> {
                if (listener instanceof CacheEntryUpdatedListener<? super K, ? super V> updated) {
                    ((CacheEntryUpdatedListener<K, V>) updated).onUpdated(events);
                }
            }
            case REMOVED -> {
                if (listener instanceof CacheEntryRemovedListener<? super K, ? super V> removed) {
                    ((CacheEntryRemovedListener<K, V>) removed).onRemoved(events);
                }
            }
            case EXPIRED -> {
                if (listener instanceof CacheEntryExpiredListener<? super K, ? super V> expired) {
                    ((CacheEntryExpiredListener<K, V>) expired).onExpired(events);
                }
            }
        }
    }
}
