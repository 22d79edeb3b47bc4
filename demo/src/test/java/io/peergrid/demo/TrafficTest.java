package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import java.lang.reflect.Proxy;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final int SLOT = 7;

    private final AtomicLong calls = new AtomicLong();
    private volatile GridException failure;
    private Traffic traffic;

    @BeforeEach
    void start() {
        List<City> cities = List.of(new City(1, "Zug", "CH", "ZG", 1, 0, 0));
        traffic = new Traffic(map(), cities, index -> SLOT, 2_000);
    }

    @AfterEach
    void close() {
        traffic.close();
    }

    @Test
    void countsRefusedAndUnknownApart() {
        failure = new GridUnavailableException("no majority");
        await().until(() -> traffic.refused() > 0);
        assertThat(traffic.unknown()).isZero();

        failure = new OutcomeUnknownException("deadline");
        await().until(() -> traffic.unknown() > 0);
    }

    @Test
    void measuresHowLongTheWatchedSlotsTakeNoWrite() {
        BitSet slots = new BitSet();
        slots.set(SLOT);
        traffic.watch(slots);
        failure = new GridUnavailableException("no majority");

        await().until(() -> traffic.longestGapMillis() >= 50);
        failure = null;
        long before = calls.get();
        await().until(() -> calls.get() > before + 100);

        assertThat(traffic.longestGapMillis()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void showsASecondWithin80Columns() {
        await().until(() -> calls.get() > 100);

        assertThat(traffic.second()).contains("p99", "refused 0").hasSizeLessThanOrEqualTo(Screen.WIDTH - 2);
    }

    @SuppressWarnings("unchecked")
    private GridMap<String, City> map() {
        return (GridMap<String, City>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {GridMap.class}, (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    if (failure != null) {
                        throw failure;
                    }
                    return null;
                });
    }
}
