package io.peergrid.testkit.memory;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import io.peergrid.GridDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A deque of three members does what {@link Queue} and {@link java.util.Collection} promise, by Guava's suites for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueContractTest {
    private InMemoryCluster cluster;
    private int queues;

    @BeforeAll
    void start() {
        cluster = InMemoryCluster.start(3);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @TestFactory
    DynamicNode aDequeIsAQueue() {
        TestStringQueueGenerator generator = new TestStringQueueGenerator() {
            @Override
            protected Queue<String> create(String[] elements) {
                return queue(elements);
            }
        };
        return GuavaSuite.node(QueueTestSuiteBuilder.using(generator)
                .named("GridDeque")
                .withFeatures(CollectionSize.ANY, CollectionFeature.GENERAL_PURPOSE, CollectionFeature.KNOWN_ORDER)
                .createTestSuite());
    }

    private GridDeque<String> queue(String[] elements) {
        int number = queues++;
        GridDeque<String> queue = cluster.grid(number % 3).deque("queue" + number, String.class);
        queue.addLastEach(Arrays.asList(elements));
        return queue;
    }
}
