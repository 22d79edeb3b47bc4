package io.peergrid.testkit.memory;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.MapToStringTester;
import io.peergrid.GridMap;
import io.peergrid.partition.SlotLayout;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A map of three members does what {@link java.util.concurrent.ConcurrentMap} and the collections of its views promise, by Guava's suites for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MapContractTest {
    /** What asks every slot is quicker with fewer of them. */
    private static final int SLOTS = 128;

    private final InMemoryCluster cluster = new InMemoryCluster();
    private int maps;

    @BeforeAll
    void start() {
        for (int i = 0; i < 3; i++) {
            cluster.join("m" + i, config -> config, rules -> rules.withSlots(SlotLayout.of(SLOTS)));
        }
        cluster.awaitBalanced();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @TestFactory
    DynamicNode aMapIsAConcurrentMap() {
        TestStringMapGenerator generator = new TestStringMapGenerator() {
            @Override
            protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                return map(entries);
            }
        };
        // Features that are missing: nulls, which no map of java.util.concurrent takes, and a known order.
        return GuavaSuite.node(ConcurrentMapTestSuiteBuilder.using(generator)
                .named("GridMap")
                .withFeatures(
                        CollectionSize.ANY, MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .suppressing(notForShow())
                .createTestSuite());
    }

    /** A map is shown by its name: whoever writes it to a log does not want all entries of all members there. Map does not ask for more. */
    private static List<Method> notForShow() {
        return Stream.of(MapToStringTester.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("test"))
                .toList();
    }

    private GridMap<String, String> map(Map.Entry<String, String>[] entries) {
        int number = maps++;
        GridMap<String, String> map = cluster.grid(number % 3).map("map" + number, String.class, String.class);
        for (Map.Entry<String, String> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
