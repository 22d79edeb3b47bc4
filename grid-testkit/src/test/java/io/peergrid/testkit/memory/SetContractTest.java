package io.peergrid.testkit.memory;

import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import io.peergrid.GridSet;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A set of three members does what {@link Set} promises, by Guava's suites for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetContractTest {
    private InMemoryCluster cluster;
    private int sets;

    @BeforeAll
    void start() {
        cluster = InMemoryCluster.start(3);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @TestFactory
    DynamicNode aSetIsASet() {
        TestStringSetGenerator generator = new TestStringSetGenerator() {
            @Override
            protected Set<String> create(String[] elements) {
                return set(elements);
            }
        };
        // Features that are missing: nulls, which no key can be, and a known order.
        return GuavaSuite.node(SetTestSuiteBuilder.using(generator)
                .named("GridSet")
                .withFeatures(CollectionSize.ANY, CollectionFeature.GENERAL_PURPOSE)
                .createTestSuite());
    }

    private GridSet<String> set(String[] elements) {
        int number = sets++;
        GridSet<String> set = cluster.grid(number % 3).set("set" + number, String.class);
        set.addAll(Arrays.asList(elements));
        return set;
    }
}
