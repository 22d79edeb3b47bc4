package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.peergrid.GridMap;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalReadTest {
    private static final int KEYS = 64;
    private static final int GETS = 20_000;
    /** Of an array of 100 bytes with its header, rounded up to 8. */
    private static final long VALUE_BYTES = 120;
    /** The encoded key, its wrapper and what was found; a command with its request and answer takes over a thousand. */
    private static final long KEY_AND_FINDING_BYTES = 136;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final InMemoryCluster cluster = new InMemoryCluster();
    private final String[] keys = new String[KEYS];
    private GridMap<String, byte[]> map;

    @BeforeEach
    void start() {
        map = cluster.join("a").map("test", String.class, byte[].class);
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "user:" + (10_000_000_000L + i);
            map.set(keys[i], new byte[100]);
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /**
     * How much of the rest the compiler removes depends on what else ran in this JVM; alone it removes all of it, which
     * {@code bench/jmh} shows.
     */
    @Test
    void aGetOfWhatIsHereAllocatesItsValueAndNoCommandRequestOrAnswer() {
        await().atMost(Duration.ofSeconds(30))
                .until(this::allocatedByOneGet, bytes -> bytes <= VALUE_BYTES + KEY_AND_FINDING_BYTES);
    }

    private long allocatedByOneGet() {
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < GETS; i++) {
            map.get(keys[i % KEYS]);
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / GETS;
    }

    @Test
    void aValueThatIsHandedOutIsACopy() {
        map.get(keys[0])[0] = 1;

        assertThat(map.get(keys[0])[0]).isZero();
    }

    @Test
    void anExpiredValueIsNotHandedOut() {
        map.set("short", new byte[100], Duration.ofMillis(1));

        await().until(() -> map.get("short") == null);
        assertThat(map.mappingCount()).isEqualTo(KEYS);
    }

    @Test
    void callsAreCountedThoughFewAreTimed() {
        for (int i = 0; i < GETS; i++) {
            map.get(keys[i % KEYS]);
        }

        assertThat(map.statistics().hits()).isGreaterThanOrEqualTo(GETS);
    }
}
