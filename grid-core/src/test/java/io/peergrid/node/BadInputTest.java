package io.peergrid.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.BatchException;
import io.peergrid.Grid;
import io.peergrid.GridClosedException;
import io.peergrid.GridEvents;
import io.peergrid.GridMap;
import io.peergrid.GridMemoryException;
import io.peergrid.GridSerializationException;
import io.peergrid.GridStatus;
import io.peergrid.GridUnavailableException;
import io.peergrid.ScanCursor;
import io.peergrid.ValueTooLargeException;
import io.peergrid.WrongTypeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadInputTest {
    private static final int MAX_VALUE_BYTES = 1 << 20;

    private final MemoryCluster cluster = new MemoryCluster();
    private Grid grid;
    private GridMap<String, String> map;

    record Unregistered(String name) {}

    @BeforeEach
    void start() throws Exception {
        grid = cluster.join("a", config -> config.maxValueBytes(MAX_VALUE_BYTES).memoryLimitBytes(8 << 20));
        map = grid.map("test", String.class, String.class);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aNullKeyOrValueIsRefusedWithTheNameOfTheMap() {
        assertThatThrownBy(() -> map.get(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("map \"test\" takes no null keys");
        assertThatThrownBy(() -> map.put(null, "v")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.put("k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("use remove");
        assertThatThrownBy(() -> map.async().set("k", null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aKeyTypeWithoutOneFormIsRefusedWhenTheMapIsOpened() {
        assertThatThrownBy(() -> grid.map("m", Double.class, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Double");
        assertThatThrownBy(() -> grid.map("m", Object.class, String.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyOfAnotherTypeIsRefused() {
        Object number = 42;
        assertThatThrownBy(() -> map.get(number))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("java.lang.Integer");
    }

    @Test
    void aValueAboveTheBoundIsRefusedAndNothingHappens() {
        String large = "x".repeat(MAX_VALUE_BYTES);
        assertThatThrownBy(() -> map.put("k", large))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("maxValueBytes");
        assertThat(map.get("k")).isNull();
        map.put("k", "x".repeat(MAX_VALUE_BYTES - 1));
        assertThat(map.get("k")).hasSize(MAX_VALUE_BYTES - 1);
    }

    @Test
    void aKeyAboveTheBoundIsRefused() {
        assertThatThrownBy(() -> map.put("k".repeat(64 * 1024 + 1), "v")).isInstanceOf(ValueTooLargeException.class);
    }

    @Test
    void pastTheMemoryBoundWritesAreRefusedAndReadsAndRemovesGoOn() {
        String value = "x".repeat(100_000);
        int[] stored = new int[1];
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        map.put("k" + i, value);
                        stored[0]++;
                    }
                })
                .isInstanceOf(GridMemoryException.class);
        assertThat(stored[0]).isBetween(50, 90);
        assertThat(map.get("k0")).isEqualTo(value);
        assertThat(map.delete("k0")).isTrue();
        map.put("again", value);
        assertThat(map.statistics().refused()).isEqualTo(1);
    }

    @Test
    void aBatchPastTheMemoryBoundTellsWhatWasDone() {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            entries.put("k" + i, "x".repeat(100_000));
        }
        assertThatThrownBy(() -> map.putAll(entries)).isInstanceOfSatisfying(BatchException.class, error -> {
            assertThat(error.getCause()).isInstanceOf(GridMemoryException.class);
            assertThat(error.done()).isPositive().isEqualTo(map.size());
            assertThat(error.notDone()).isPositive();
            assertThat(error.unknown()).isZero();
        });
    }

    @Test
    void aClassThatNobodyAllowedIsRefusedByName() {
        GridMap<String, Object> untyped = grid.map("untyped");
        assertThatThrownBy(() -> untyped.put("k", new Unregistered("x")))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("Unregistered");
        GridMap<String, Unregistered> typed = grid.map("typed", String.class, Unregistered.class);
        typed.put("k", new Unregistered("x"));
        assertThat(typed.get("k")).isEqualTo(new Unregistered("x"));
    }

    @Test
    void aValueOfAnotherTypeThanTheHandlesIsReportedAndStaysThere() {
        grid.map("test", String.class, Integer.class).put("k", 7);
        assertThatThrownBy(() -> map.get("k")).isInstanceOf(WrongTypeException.class);
        assertThat(grid.map("test", String.class, Integer.class).get("k")).isEqualTo(7);
    }

    @Test
    void aClosedGridRefusesEverythingAtOnce() {
        map.put("k", "v");
        grid.close();
        assertThatThrownBy(() -> map.get("k"))
                .isInstanceOf(GridClosedException.class)
                .hasMessageContaining("has left the grid \"test\"");
        assertThatThrownBy(() -> map.put("k", "v")).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(() -> map.getAll(List.of("k"))).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(() -> map.size()).isInstanceOf(GridClosedException.class);
        assertThat(map.async().get("k")).isCompletedExceptionally();
        assertThat(map.async().getAll(List.of("k"))).isCompletedExceptionally();
        assertThat(grid.isClosed()).isTrue();
        grid.close();
    }

    @Test
    void aBlockingCallInACallbackIsRefused() throws Exception {
        List<Throwable> seen = new CopyOnWriteArrayList<>();
        try (GridEvents.Subscription unused = grid.events().subscribe(event -> {
            try {
                map.put("k", "v");
            } catch (IllegalStateException e) {
                seen.add(e);
            }
        })) {
            cluster.join("b");
            await().atMost(Duration.ofSeconds(10)).until(() -> !seen.isEmpty());
        }
        assertThat(seen).allSatisfy(error -> assertThat(error).hasMessageContaining("async()"));
        assertThat(map.get("k")).isNull();
    }

    @Test
    void aCursorThatNoScanReturnedIsRefused() {
        assertThatThrownBy(() -> map.scanKeys(new ScanCursor("not one", false), null, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.scanKeys(ScanCursor.START, null, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeToLiveBelowAMillisecondIsRefused() {
        assertThatThrownBy(() -> map.put("k", "v", Duration.ofNanos(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("millisecond");
    }

    @Test
    void framesOfStrangersAreCountedAndChangeNothing() {
        map.put("k", "v");
        cluster.throwFrames(10_000);
        assertThat(map.get("k")).isEqualTo("v");
        map.put("k", "w");
        assertThat(map.get("k")).isEqualTo("w");
        assertThat(grid.status().malformedFrames()).isPositive();
    }

    @Test
    void withoutAMajorityTheErrorSaysWhyAndWhatHelps() throws Exception {
        Grid second = cluster.join("b");
        Grid third = cluster.join("c");
        ThreeMembersTest.awaitBalance(grid, 3);
        cluster.crash(second);
        cluster.crash(third);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(grid.status().level()).isEqualTo(GridStatus.Level.UNAVAILABLE));
        // A read tells when calls are refused before they are sent: it never ends in an unknown outcome.
        assertThatThrownBy(() -> map.get("k")).isInstanceOf(GridUnavailableException.class);
        assertThatThrownBy(() -> map.put("k", "v"))
                .isInstanceOf(GridUnavailableException.class)
                .hasMessageContaining("majority")
                .hasMessageContaining("start the members that are missing");
        assertThat(map.statistics().refused()).isEqualTo(2);
    }
}
