package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.Grid;
import io.peergrid.GridRateLimiter;
import io.peergrid.RateDecision;
import io.peergrid.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest extends OnThreeMembers {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "sliding", "bucket"})
    void allMembersTogetherAreAllowedAsManyAsTheLimitSays(String kind) throws Exception {
        RateLimit limit =
                switch (kind) {
                    case "fixed" -> RateLimit.fixedWindow(50, HOUR);
                    case "sliding" -> RateLimit.slidingWindow(50, HOUR);
                    default -> RateLimit.tokenBucket(50, 1, HOUR);
                };
        List<CompletableFuture<RateDecision>> decisions = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            GridRateLimiter limiter = cluster.grid(i % 3).rateLimiter("api", limit);
            decisions.add(limiter.async().tryAcquire().toCompletableFuture());
        }
        int allowed = 0;
        for (CompletableFuture<RateDecision> decision : decisions) {
            allowed += decision.get(10, TimeUnit.SECONDS).allowed() ? 1 : 0;
        }

        assertThat(allowed).isEqualTo(50);
        RateDecision refused = cluster.grid(0).rateLimiter("api", limit).tryAcquire();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), HOUR.plus(HOUR.dividedBy(30)));
    }

    @Test
    void aLimitHoldsWhenTheOwnerDies() {
        RateLimit limit = RateLimit.fixedWindow(3, HOUR);
        Grid asker = cluster.grid(0);
        String name = nameOwnedByAnother(asker);
        assertThat(asker.rateLimiter(name, limit).tryAcquire(3).allowed()).isTrue();

        cluster.kill(owner(asker, name));

        assertThat(asker.rateLimiter(name, limit).tryAcquire().allowed()).isFalse();
        asker.rateLimiter(name, limit).reset();
        assertThat(asker.rateLimiter(name, limit).tryAcquire(3).allowed()).isTrue();
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> RateLimit.fixedWindow(0, HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimit.tokenBucket(1, 1, Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class);
        GridRateLimiter limiter = cluster.grid(0).rateLimiter("api", RateLimit.slidingWindow(5, HOUR));
        assertThatThrownBy(() -> limiter.tryAcquire(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limiter.tryAcquire(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private String nameOwnedByAnother(Grid asker) {
        int number = 0;
        while (owner(asker, "limit" + number) == asker) {
            number++;
        }
        return "limit" + number;
    }

    private Grid owner(Grid asker, String name) {
        String primary = asker.explain(name).primary().name();
        return cluster.grids().stream()
                .filter(grid -> grid.self().name().equals(primary))
                .findFirst()
                .orElseThrow();
    }
}
