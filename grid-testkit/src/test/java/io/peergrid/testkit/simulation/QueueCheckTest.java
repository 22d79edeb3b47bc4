package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.testkit.history.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueCheckTest {
    private static final String QUEUE = "q";

    private long now;
    private final QueueHistory history = new QueueHistory(() -> now++);

    @Test
    void aQueueThatGivesEachElementOnceAndInOrderIsRight() {
        push("a", 2, Outcome.OK);
        push("b", 1, Outcome.OK);
        pop("a", Outcome.OK);
        pop("b", Outcome.OK);
        pop(null, Outcome.OK);

        assertThat(problem(false)).isNull();
        assertThat(problem(true)).startsWith("passed over");
    }

    @Test
    void whatIsOfUnknownOutcomeMayBeEither() {
        push("a", 0, Outcome.INFO);
        push("b", 0, Outcome.INFO);
        push("c", 0, Outcome.OK);
        pop("b", Outcome.OK);
        pop(null, Outcome.INFO);

        assertThat(problem(false)).isNull();
    }

    @Test
    void anElementLostIsMissed() {
        push("a", 0, Outcome.OK);
        push("b", 0, Outcome.OK);
        pop(null, Outcome.INFO);
        pop(null, Outcome.FAIL);
        pop(null, Outcome.OK);

        assertThat(problem(false)).startsWith("lost");
    }

    @Test
    void anElementTakenTwiceIsMissed() {
        push("a", 0, Outcome.OK);
        pop("a", Outcome.OK);
        pop("a", Outcome.OK);

        assertThat(problem(false)).startsWith("taken twice");
    }

    @Test
    void anElementFromNowhereIsMissed() {
        push("a", 0, Outcome.FAIL);
        pop("a", Outcome.OK);

        assertThat(problem(false)).startsWith("taken though nobody had pushed it");
    }

    @Test
    void anElementPassedOverIsMissed() {
        push("a", 0, Outcome.OK);
        push("b", 1, Outcome.OK);
        pop("b", Outcome.OK);
        pop("a", Outcome.OK);

        assertThat(problem(false)).startsWith("passed over");
        assertThat(problem(true)).startsWith("passed over");
    }

    @Test
    void aQueueThatSaysItIsEmptyAndIsNotIsMissed() {
        push("a", 0, Outcome.OK);
        pop(null, Outcome.OK);
        pop("a", Outcome.OK);

        assertThat(problem(false)).startsWith("passed over");
    }

    @Test
    void whatHappensAtOnceMayBeInAnyOrder() {
        QueueHistory.Push a = history.push(QUEUE, "a", 0);
        push("b", 1, Outcome.OK);
        history.ended(a, Outcome.OK);
        QueueHistory.Pop second = history.pop(QUEUE);
        pop("b", Outcome.OK);
        second.element = "a";
        history.ended(second, Outcome.OK);

        assertThat(problem(false)).isNull();
        assertThat(problem(true)).isNull();
    }

    private void push(String element, double priority, Outcome outcome) {
        history.ended(history.push(QUEUE, element, priority), outcome);
    }

    private void pop(@Nullable String element, Outcome outcome) {
        QueueHistory.Pop pop = history.pop(QUEUE);
        pop.element = element;
        history.ended(pop, outcome);
    }

    private @Nullable String problem(boolean byPriority) {
        return QueueCheck.problem(history.pushes(QUEUE), history.pops(QUEUE), byPriority);
    }
}
