package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void knowsItsPercentilesToAnEighth() {
        for (int i = 1; i <= 1_000; i++) {
            latencies.add(i * 10_000L);
        }

        Latencies.Snapshot taken = latencies.take();

        assertThat(taken.count()).isEqualTo(1_000);
        assertThat(taken.p50()).isCloseTo(5.0, Percentage.withPercentage(13));
        assertThat(taken.p99()).isCloseTo(9.9, Percentage.withPercentage(13));
    }

    @Test
    void beginsAgainAfterEachTake() {
        latencies.add(1_000_000);
        latencies.take();

        assertThat(latencies.take()).isEqualTo(new Latencies.Snapshot(0, 0, 0));
    }

    @Test
    void countsTheShortestAndTheLongestCall() {
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);

        assertThat(latencies.take().count()).isEqualTo(2);
        assertThat(latencies.take().p50()).isCloseTo(0, within(0.0));
    }
}
