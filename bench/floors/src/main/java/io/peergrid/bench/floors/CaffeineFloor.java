package io.peergrid.bench.floors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;

/** A bounded cache within one process. */
public final class CaffeineFloor implements Contestant {
    private static final long ENTRIES_MAX = 1_000_000;

    @Override
    public String title() {
        return "Caffeine";
    }

    @Override
    public int processes() {
        return 1;
    }

    @Override
    public Member start(Seat seat) {
        Cache<String, byte[]> cache =
                Caffeine.newBuilder().maximumSize(ENTRIES_MAX).build();
        return new LocalStore(cache.asMap());
    }
}
