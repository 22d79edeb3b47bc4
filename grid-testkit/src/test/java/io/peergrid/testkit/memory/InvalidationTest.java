package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peergrid.Grid;
import io.peergrid.GridInvalidation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidationTest extends OnThreeMembers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Cache<String, String> ownCache() {
        return Caffeine.newBuilder().maximumSize(1_000).build();
    }

    private static GridInvalidation<String> join(Grid grid, Cache<String, String> cache) {
        return grid.invalidation("users", String.class, cache);
    }

    @Test
    void whatOneMemberInvalidatesAllForget() {
        Cache<String, String> here = ownCache();
        Cache<String, String> there = ownCache();
        there.put("before", "anybody listened");
        GridInvalidation<String> invalidation = join(a, here);
        GridInvalidation<String> other = join(b, there);
        assertThat(there.estimatedSize()).isZero();
        for (String key : List.of("ann", "bob", "eve")) {
            here.put(key, "old");
            there.put(key, "old");
        }

        invalidation.invalidate("ann");
        assertThat(here.getIfPresent("ann")).isNull();
        await().atMost(PATIENCE).until(() -> there.getIfPresent("ann") == null);
        assertThat(there.getIfPresent("bob")).isEqualTo("old");

        other.invalidateAll(List.of("bob", "eve"));
        await().atMost(PATIENCE).until(() -> here.asMap().isEmpty());
        assertThat(there.asMap()).isEmpty();

        here.put("ann", "nobody keeps this in step");
        invalidation.close();
        assertThat(here.asMap()).isEmpty();
        other.invalidate("ann");
        assertThat(a.map("users").isEmpty()).isTrue();
    }

    @Test
    void nothingIsMissedWhenTheOwnersOfTheKeysDie() {
        Cache<String, String> here = ownCache();
        join(a, here);
        GridInvalidation<String> other = join(b, ownCache());
        for (int i = 0; i < 100; i++) {
            here.put("k" + i, "old");
        }
        cluster.kill(cluster.grid(2));
        for (int i = 0; i < 100; i++) {
            other.invalidate("k" + i);
        }
        await().atMost(PATIENCE).until(() -> here.asMap().isEmpty());
    }

    @Test
    void whoIsCutOffForgetsEverything() {
        Cache<String, String> here = ownCache();
        join(a, here);
        here.put("ann", "old");
        cluster.isolate(a);
        await().atMost(PATIENCE).until(() -> here.asMap().isEmpty());
    }
}
