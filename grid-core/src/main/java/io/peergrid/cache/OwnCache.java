package io.peergrid.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.peergrid.EntryEvent;
import io.peergrid.GridEvent;
import io.peergrid.GridEvents;
import io.peergrid.GridInvalidation;
import io.peergrid.GridMap;
import io.peergrid.GridSubscription;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Invalidations as short-lived entries whose events reach all who listen, so that none is lost with a member. Thread-safe. */
final class OwnCache<K> implements GridInvalidation<K> {
    /** Long enough for a failover to tell of it. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final GridMap<K, Boolean> forgotten;
    private final Cache<K, ?> cache;
    private final GridSubscription entries;
    private final GridEvents.Subscription events;

    private OwnCache(
            GridMap<K, Boolean> forgotten,
            Cache<K, ?> cache,
            GridSubscription entries,
            GridEvents.Subscription events) {
        this.forgotten = forgotten;
        this.cache = cache;
        this.entries = entries;
        this.events = events;
    }

    static <K> OwnCache<K> begin(GridMap<K, Boolean> forgotten, Cache<K, ?> cache, GridEvents grid) {
        GridSubscription entries = forgotten.listen(event -> heard(cache, event));
        GridEvents.Subscription events = grid.subscribe(event -> {
            if (event instanceof GridEvent.LeaseLost || event instanceof GridEvent.Paused) {
                cache.invalidateAll();
            }
        });
        // What was cached before anybody listened may be old.
        cache.invalidateAll();
        return new OwnCache<>(forgotten, cache, entries, events);
    }

    private static <K> void heard(Cache<K, ?> cache, EntryEvent<K, Boolean> event) {
        K key = event.key();
        if (event.cause() == EntryEvent.Cause.MISSED) {
            cache.invalidateAll();
        } else if (event.cause() == EntryEvent.Cause.PUT && key != null) {
            cache.invalidate(key);
        }
    }

    @Override
    public String name() {
        return forgotten.name();
    }

    @Override
    public void invalidate(K key) {
        cache.invalidate(key);
        forgotten.set(key, true, KEPT);
    }

    @Override
    public void invalidateAll(Collection<? extends K> keys) {
        Map<K, Boolean> all = new HashMap<>(2 * keys.size());
        keys.forEach(key -> all.put(key, true));
        cache.invalidateAll(keys);
        forgotten.putAll(all, KEPT);
    }

    @Override
    public void close() {
        entries.close();
        events.close();
        cache.invalidateAll();
    }
}
