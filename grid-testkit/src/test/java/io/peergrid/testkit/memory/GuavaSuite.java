package io.peergrid.testkit.memory;

import java.util.Collections;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Guava's suites are of JUnit 3; here they run one by one. */
final class GuavaSuite {
    private GuavaSuite() {}

    static DynamicNode node(Test test) {
        return test instanceof TestSuite suite
                ? DynamicContainer.dynamicContainer(
                        suite.getName(),
                        Collections.list(suite.tests()).stream().map(GuavaSuite::node))
                : DynamicTest.dynamicTest(test.toString(), () -> ((TestCase) test).runBare());
    }
}
