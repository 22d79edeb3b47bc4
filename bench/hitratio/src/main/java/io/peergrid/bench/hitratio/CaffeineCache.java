package io.peergrid.bench.hitratio;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Caffeine, its upkeep in the caller's thread. */
final class CaffeineCache implements TracedCache {
    private final Cache<Integer, Integer> cache;
    private final Occupancy occupancy = new Occupancy();

    CaffeineCache(int entries) {
        cache = Caffeine.newBuilder()
                .maximumSize(entries)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean access(int key) {
        boolean hit = cache.getIfPresent(key) != null;
        if (!hit) {
            cache.put(key, key);
        }
        if (occupancy.isDue()) {
            occupancy.note(cache.estimatedSize());
        }
        return hit;
    }

    @Override
    public String entries() {
        return occupancy.toString();
    }

    @Override
    public void close() {}
}
