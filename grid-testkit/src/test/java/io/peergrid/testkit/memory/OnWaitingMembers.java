package io.peergrid.testkit.memory;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;

/** A test in which some wait for what others do. */
abstract class OnWaitingMembers extends OnThreeMembers {
    final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    final void endThreads() {
        threads.shutdownNow();
    }

    /** Long enough for the owner to know; a test that is too early still holds, it only shows less. */
    static void awaitWaiting(Future<?> waiting) {
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(20)).until(() -> !waiting.isDone());
    }
}
