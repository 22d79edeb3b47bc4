package io.peergrid.testkit.simulation;

import io.peergrid.GridClosedException;
import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.Simulation;
import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.QueueHistory.Entry;
import io.peergrid.testkit.simulation.QueueHistory.Pop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that puts elements into queues, or takes them off and waits for them. The last queue is a sorted set, in the order of its scores. */
final class QueueClient extends Inhabitant {
    static final List<String> QUEUES = List.of("q0", "q1", "z2");

    /** Longer than any run. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int PRIORITIES = 1_000_000;

    private final QueueHistory history;
    private final Role role;
    private long number;
    private @Nullable Entry open;
    private @Nullable Pop waiting;
    private int servedElsewhere;

    /** What a client does. */
    enum Role {
        PUSHES,
        /** For as long as it takes. */
        WAITS,
        /** Briefly or not at all. */
        LOOKS
    }

    QueueClient(
            Simulation simulation,
            int index,
            Role role,
            QueueHistory history,
            Supplier<List<SimulatedMember>> members,
            long thinkNanos) {
        super(simulation, "w" + index, members, thinkNanos);
        this.role = role;
        this.history = history;
    }

    static boolean byPriority(String queue) {
        return queue.startsWith("z");
    }

    /** The queue at which it waits, or null. */
    @Nullable
    String waitsAt() {
        return waiting == null ? null : waiting.queue;
    }

    /** How many of its pops waited until another member answered for the queue than at the beginning, and got an element there. */
    int servedElsewhere() {
        return servedElsewhere;
    }

    @Override
    void died() {
        if (open != null) {
            history.ended(open, Outcome.INFO);
        }
        open = null;
        waiting = null;
    }

    @Override
    void operate(SimulatedMember at) {
        String queue = QUEUES.get(random.nextInt(QUEUES.size()));
        switch (role) {
            case PUSHES -> push(at, queue, random.nextInt(PRIORITIES));
            case WAITS -> waitAt(at, queue);
            case LOOKS -> look(at, queue);
        }
    }

    private void push(SimulatedMember at, String queue, int priority) {
        String element = name() + '-' + ++number;
        record(history.push(queue, element, priority), pushed(at, queue, element, priority), nothing -> {});
    }

    private void look(SimulatedMember at, String queue) {
        Duration patience = random.chance(0.3) ? Duration.ZERO : Duration.ofMillis(random.nextInt(1, 300));
        Pop pop = history.pop(queue);
        record(pop, popped(at, queue, patience), element -> pop.element = element);
    }

    private void waitAt(SimulatedMember at, String queue) {
        Pop pop = history.pop(queue);
        MemberId owner = at.owner(queue);
        waiting = pop;
        record(pop, popped(at, queue, PATIENCE), element -> {
            pop.element = element;
            if (element != null && owner != null && !owner.equals(at.owner(queue))) {
                servedElsewhere++;
            }
        });
    }

    /** Completes with null. */
    static CompletionStage<@Nullable String> pushed(SimulatedMember at, String queue, String element, int priority) {
        CompletionStage<?> done = byPriority(queue)
                ? at.grid().sortedSet(queue, String.class).async().add(element, priority)
                : at.grid().deque(queue, String.class).async().addLast(element);
        return done.thenApply(anything -> null);
    }

    /** Waits so long for an element. */
    static CompletionStage<@Nullable String> popped(SimulatedMember at, String queue, Duration patience) {
        return byPriority(queue)
                ? at.grid()
                        .sortedSet(queue, String.class)
                        .async()
                        .popLowest(patience)
                        .thenApply(scored -> scored == null ? null : scored.element())
                : at.grid().deque(queue, String.class).async().pollFirst(patience);
    }

    private void record(Entry entry, CompletionStage<@Nullable String> stage, Consumer<@Nullable String> seen) {
        int inLife = life();
        open = entry;
        var unused = stage.whenComplete((value, error) -> {
            if (inLife == life()) {
                seen.accept(value);
                history.ended(entry, error == null ? Outcome.OK : outcome(error));
                open = null;
                waiting = null;
            }
            ended(inLife);
        });
    }

    static Outcome outcome(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof GridUnavailableException || cause instanceof GridClosedException) {
            return Outcome.FAIL;
        } else if (cause instanceof GridException) {
            return Outcome.INFO;
        }
        throw new IllegalStateException("an operation ended with an error that no caller expects", cause);
    }
}
