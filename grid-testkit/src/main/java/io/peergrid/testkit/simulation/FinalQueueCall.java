package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.QueueHistory.Entry;
import io.peergrid.testkit.simulation.QueueHistory.Pop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** After healing: puts one element into a queue, or takes elements off until it is empty, again until it is answered. */
final class FinalQueueCall implements Runnable {
    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 100 * Scenario.MILLIS;

    private final SimulatedMember member;
    private final String queue;
    private final @Nullable String element;
    private final QueueHistory history;
    private boolean answered;
    private int tries;
    private String lastError = "";

    /** @param element what to put into it; null to empty it */
    FinalQueueCall(SimulatedMember member, String queue, @Nullable String element, QueueHistory history) {
        this.member = member;
        this.queue = queue;
        this.element = element;
        this.history = history;
    }

    FinalQueueCall begin() {
        member.process().scheduler().execute(this);
        return this;
    }

    boolean answered() {
        return answered;
    }

    @Override
    public void run() {
        if (element != null) {
            String unique = element + '-' + tries;
            Entry push = history.push(queue, unique, tries);
            var unused = QueueClient.pushed(member, queue, unique, tries)
                    .whenComplete((nothing, error) -> ended(push, true, error));
        } else {
            Pop pop = history.pop(queue);
            var unused = QueueClient.popped(member, queue, Duration.ZERO).whenComplete((taken, error) -> {
                pop.element = taken;
                ended(pop, taken == null, error);
            });
        }
    }

    private void ended(Entry entry, boolean last, @Nullable Throwable error) {
        history.ended(entry, error == null ? Outcome.OK : QueueClient.outcome(error));
        if (error == null && last) {
            answered = true;
        } else if (error == null) {
            begin();
        } else if (++tries < TRIES) {
            lastError = String.valueOf(error);
            var unused = member.process().scheduler().schedule(this, PAUSE_NANOS);
        }
    }

    @Override
    public String toString() {
        return (element == null ? "emptying " : "a push to ") + queue + " through " + member
                + (lastError.isEmpty() ? "" : ", last refused: " + lastError);
    }
}
