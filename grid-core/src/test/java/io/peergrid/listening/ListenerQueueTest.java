package io.peergrid.listening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListenerQueueTest {
    private final ArrayDeque<Runnable> executor = new ArrayDeque<>();
    private final List<String> got = new ArrayList<>();
    private final ListenerQueue<String> queue = new ListenerQueue<>(
            executor::add, (next, dropped) -> got.add(next + (dropped == 0 ? "" : "-" + dropped)), String::length);

    private void runAll() {
        while (!executor.isEmpty()) {
            executor.remove().run();
        }
    }

    @Test
    void deliversInOrderAndOneAtATime() {
        queue.offer("a");
        queue.offer("b");
        assertThat(executor).hasSize(1);
        runAll();
        queue.offer("c");
        runAll();
        assertThat(got).containsExactly("a", "b", "c");
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void theOldestGoWhenItIsTooSlowAndTheNextSaysHowMany() {
        IntStream.rangeClosed(1, ListenerQueue.WAITING_MAX + 5).forEach(i -> queue.offer("" + i));
        runAll();
        assertThat(got).hasSize(ListenerQueue.WAITING_MAX).startsWith("6-5", "7");
        assertThat(queue.dropped()).isEqualTo(5);
    }

    @Test
    void bytesThatWaitAreBounded() {
        String large = "x".repeat((int) ListenerQueue.WAITING_MAX_BYTES / 2);
        queue.offer(large);
        queue.offer(large);
        queue.offer("y");
        runAll();
        assertThat(got).containsExactly(large + "-1", "y");
    }

    @Test
    void nothingComesAfterItWasClosed() {
        queue.offer("a");
        queue.close();
        queue.offer("b");
        runAll();
        assertThat(got).isEmpty();
    }
}
