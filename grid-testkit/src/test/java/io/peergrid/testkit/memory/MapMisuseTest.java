package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.BatchException;
import io.peergrid.Grid;
import io.peergrid.GridEvents;
import io.peergrid.GridMap;
import io.peergrid.GridMemoryException;
import io.peergrid.GridStatus;
import io.peergrid.GridUnavailableException;
import io.peergrid.ScanCursor;
import io.peergrid.ValueTooLargeException;
import io.peergrid.WrongTypeException;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MapMisuseTest {
    private static final int MAX_VALUE_BYTES = 1 << 20;
    private static final int FRAME_BYTES_MAX = 200;

    private final InMemoryCluster cluster = new InMemoryCluster();
    private Grid grid;
    private GridMap<String, String> map;

    @BeforeEach
    void start() {
        grid = cluster.join("a", config -> config.maxValueBytes(MAX_VALUE_BYTES).memoryLimitBytes(8 << 20));
        map = grid.map("test", String.class, String.class);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aKeyOfAnotherTypeIsRefused() {
        Object number = 42;
        assertThatThrownBy(() -> map.get(number))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("java.lang.Integer");
    }

    @Test
    void aKeyAboveTheBoundIsRefused() {
        assertThatThrownBy(() -> map.put("k".repeat(64 * 1024 + 1), "v")).isInstanceOf(ValueTooLargeException.class);
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
    void aValueOfAnotherTypeThanTheHandlesIsReportedAndStaysThere() {
        grid.map("test", String.class, Integer.class).put("k", 7);
        assertThatThrownBy(() -> map.get("k")).isInstanceOf(WrongTypeException.class);
        assertThat(grid.map("test", String.class, Integer.class).get("k")).isEqualTo(7);
    }

    @Test
    void aBlockingCallInACallbackIsRefused() {
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
    void framesThatNobodyUnderstandsAreCountedAndChangeNothing() {
        map.put("k", "v");
        throwFrames(10_000);
        assertThat(map.get("k")).isEqualTo("v");
        map.put("k", "w");
        assertThat(map.get("k")).isEqualTo("w");
        assertThat(grid.status().malformedFrames()).isPositive();
    }

    /** Random bytes that got past the transport. */
    private void throwFrames(int count) {
        SplittableRandom random = new SplittableRandom(7);
        Transport stranger = cluster.stranger();
        stranger.start(new SilentListener());
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[random.nextInt(FRAME_BYTES_MAX)];
            random.nextBytes(frame);
            for (MemberId member : stranger.reachable()) {
                stranger.send(member, i % 2 == 0 ? Transport.Lane.CONTROL : Transport.Lane.DATA, frame);
            }
        }
        stranger.close();
    }

    private static final class SilentListener implements Transport.Listener {
        @Override
        public void received(MemberId from, Transport.Lane lane, byte[] frame) {}

        @Override
        public void appeared(MemberId peer) {}

        @Override
        public void disappeared(MemberId peer) {}
    }

    @Test
    void withoutAMajorityTheErrorSaysWhyAndWhatHelps() {
        cluster.join("b");
        cluster.join("c");
        cluster.awaitBalanced();
        cluster.isolate(grid);
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
