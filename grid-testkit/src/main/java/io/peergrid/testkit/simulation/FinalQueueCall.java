package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.QueueHistory.Entry;
import io.peergrid.testkit.simulation.QueueHistory.Pop;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts one element into a queue, or takes elements off until it is empty. */
final class FinalQueueCall extends FinalCall {
    private final String queue;
    private final @Nullable String element;
    private final QueueHistory history;

    /** @param element what to put into it; null to empty it */
    FinalQueueCall(SimulatedMember member, String queue, @Nullable String element, QueueHistory history) {
        super(member);
        this.queue = queue;
        this.element = element;
        this.history = history;
    }

    @Override
    CompletionStage<Boolean> attempt() {
        return element == null ? pop() : push(element + '-' + tries());
    }

    private CompletionStage<Boolean> push(String unique) {
        Entry push = history.push(queue, unique, tries());
        return QueueClient.pushed(member(), queue, unique, tries())
                .whenComplete((nothing, error) -> ended(push, error))
                .thenApply(nothing -> true);
    }

    private CompletionStage<Boolean> pop() {
        Pop pop = history.pop(queue);
        return QueueClient.popped(member(), queue, Duration.ZERO)
                .whenComplete((taken, error) -> {
                    pop.element = taken;
                    ended(pop, error);
                })
                .thenApply(taken -> taken == null);
    }

    private void ended(Entry entry, @Nullable Throwable error) {
        history.ended(entry, error == null ? Outcome.OK : QueueClient.outcome(error));
    }

    @Override
    public String toString() {
        return (element == null ? "emptying " : "a push to ") + queue + through();
    }
}
