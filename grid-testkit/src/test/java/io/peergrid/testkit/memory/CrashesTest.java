package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridEvent;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left after crashes, by how many copies there were. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CrashesTest {
    private static final int KEYS = 2_000;

    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private InMemoryCluster cluster;
    private Thread writer;

    private void start(int members, UnaryOperator<GridConfigBuilder> change) {
        cluster = InMemoryCluster.start(members, change);
        GridMap<String, Integer> map = map(cluster.grid(0));
        writer = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                try {
                    map.put("k" + i % KEYS, i);
                    acknowledged.put("k" + i % KEYS, i);
                } catch (GridException refusedOrUnknown) {
                    // Not acknowledged.
                }
            }
        });
        writer.start();
        await().until(() -> acknowledged.size() == KEYS);
    }

    @AfterEach
    void end() throws InterruptedException {
        endOfWrites();
        cluster.close();
    }

    private void endOfWrites() throws InterruptedException {
        stop.set(true);
        writer.join();
    }

    private static GridMap<String, Integer> map(Grid grid) {
        return grid.map("m", String.class, Integer.class);
    }

    private void killAtOnce(int... members) {
        List<Grid> victims = new CopyOnWriteArrayList<>();
        for (int member : members) {
            victims.add(cluster.grid(member));
        }
        victims.forEach(cluster::kill);
    }

    /** Healthy again, not healthy still: the others have to find out first. */
    private void awaitHealthyAfter(GridMember victim) {
        await().until(() -> cluster.grid(0).topology().members().stream()
                .filter(share -> share.member().equals(victim))
                .allMatch(share -> share.primaries() + share.backups() == 0));
        cluster.grid(0).awaitHealthy(Duration.ofSeconds(30));
    }

    private void assertNothingLost(Grid grid) {
        GridMap<String, Integer> map = map(grid);
        // One writer, so a value that is there may only be newer: that of a write whose outcome is unknown.
        acknowledged.forEach(
                (key, value) -> assertThat(map.get(key)).as(key).isNotNull().isGreaterThanOrEqualTo(value));
    }

    @Test
    void twoAtOnceLoseNothingWithTwoBackups() throws Exception {
        start(5, GridConfigBuilder::strict);

        killAtOnce(3, 4);
        cluster.grid(0).awaitHealthy(Duration.ofSeconds(30));
        endOfWrites();

        assertNothingLost(cluster.grid(1));
    }

    @Test
    void oneAfterTheOtherLoseNothingWithOneBackup() throws Exception {
        start(4, config -> config);

        GridMember first = cluster.grid(3).self();
        killAtOnce(3);
        awaitHealthyAfter(first);
        GridMember second = cluster.grid(2).self();
        killAtOnce(2);
        awaitHealthyAfter(second);
        endOfWrites();

        assertNothingLost(cluster.grid(1));
    }

    @Test
    void twoAtOnceWithOneBackupLoseOnlyTheSlotsThatAnEventNames() throws Exception {
        start(5, config -> config);
        Grid witness = cluster.grid(0);
        List<GridEvent.SlotsLost> lost = new CopyOnWriteArrayList<>();
        witness.events().subscribe(event -> {
            if (event instanceof GridEvent.SlotsLost gone) {
                lost.add(gone);
            }
        });

        killAtOnce(3, 4);
        await().until(() -> !lost.isEmpty());
        witness.awaitHealthy(Duration.ofSeconds(30));
        endOfWrites();

        GridMap<String, Integer> map = map(cluster.grid(1));
        acknowledged.forEach((key, value) -> {
            int slot = witness.explain(key).slot();
            boolean named = lost.stream().anyMatch(event -> event.slots().contains(slot));
            Integer there = map.get(key);
            assertThat(named || (there != null && there >= value)).as(key).isTrue();
        });
    }
}
