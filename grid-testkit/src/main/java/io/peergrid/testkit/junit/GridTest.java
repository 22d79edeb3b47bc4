package io.peergrid.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with a grid of its own, which is started when a parameter asks for it and ended after the test. On a method it
 * also makes it a test; on a class it serves each {@code @Test} method, which may differ by its own {@code @GridTest}.
 *
 * <p>Parameters, in any order and number:
 *
 * <ul>
 *   <li>{@link io.peergrid.testkit.memory.InMemoryCluster}: members in this JVM; kill, pause, cut, slow, stop and restart
 *   <li>{@link io.peergrid.testkit.process.ProcessCluster}: members in processes of their own, if {@link #processes}
 *   <li>{@link io.peergrid.Grid}: the first member; with processes a member in this JVM that holds no data
 *   <li>{@link io.peergrid.testkit.workload.Workload}: recorded traffic through the members, not started yet
 * </ul>
 *
 * <pre>{@code
 * @GridTest(members = 3)
 * void ordersSurviveACrash(InMemoryCluster cluster, Workload workload) {
 *   workload.start();
 *   cluster.kill(cluster.grid(0));
 *   workload.awaitAcknowledged(500);
 *   workload.assertNoAcknowledgedWriteLost();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Test
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(GridTestExtension.class)
public @interface GridTest {

    /** How many members hold data, at least 1. */
    int members() default 3;

    /** Whether each member is a process of its own, which can be killed and paused by the system; slower to start. */
    boolean processes() default false;
}
