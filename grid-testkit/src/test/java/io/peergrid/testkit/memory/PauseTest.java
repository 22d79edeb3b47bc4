package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Duration PAUSE = Duration.ofMillis(800);

    /** Shorter than what makes others think it is down, longer than its lease. */
    @Test
    void aMemberThatStoodStillMeasuresItSuspectsNobodyAndHasItsLeaseBeforeItServes() {
        try (InMemoryCluster cluster = InMemoryCluster.start(3)) {
            Grid paused = cluster.grid(2);
            paused.awaitHealthy(Duration.ofSeconds(30));
            List<GridEvent> seen = new CopyOnWriteArrayList<>();
            var unused = paused.events().subscribe(seen::add);
            long begun = System.nanoTime();
            cluster.pause(paused);
            await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - begun > PAUSE.toNanos());
            assertThat(paused.health().majority()).isFalse();

            cluster.resume(paused);
            paused.awaitHealthy(Duration.ofSeconds(30));
            Duration longest = Duration.ofNanos(System.nanoTime() - begun);

            await().until(() -> indexOf(seen, GridEvent.LeaseRegained.class) >= 0);
            assertThat(seen.get(indexOf(seen, GridEvent.Paused.class)))
                    .isInstanceOfSatisfying(GridEvent.Paused.class, event -> assertThat(event.length())
                            .isBetween(PAUSE.minusMillis(50), longest))
                    .extracting(GridEvent::text)
                    .asString()
                    .matches("this member stood still for \\d+ ms");
            assertThat(seen.get(indexOf(seen, GridEvent.LeaseLost.class)).text())
                    .contains("stood still");
            assertThat(indexOf(seen, GridEvent.LeaseRegained.class))
                    .isGreaterThan(indexOf(seen, GridEvent.Paused.class));
            assertThat(seen.subList(0, indexOf(seen, GridEvent.LeaseRegained.class)))
                    .noneMatch(event -> event instanceof GridEvent.Suspected suspected
                            && suspected.by().equals(paused.self()));
        }
    }

    private static int indexOf(List<GridEvent> events, Class<?> kind) {
        for (int i = 0; i < events.size(); i++) {
            if (kind.isInstance(events.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
