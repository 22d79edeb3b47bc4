package io.peergrid.testkit.simulation;

import io.peergrid.simulation.Simulation;
import io.peergrid.testkit.simulation.QueueClient.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients that put elements into a few queues, take them off and wait for them. Whoever waits goes on waiting through all faults, and is served afterwards: an element put into the
 * queue then has to reach it long before its time is over.
 */
final class QueueWorkload implements Workload {
    private static final List<Role> ROLES = List.of(Role.PUSHES, Role.WAITS, Role.WAITS, Role.LOOKS);
    private static final long THINK_NANOS = 250 * Scenario.MILLIS;
    private static final long SERVE_WITHIN = 10 * Scenario.SECONDS;

    private final Simulation simulation;
    private final Supplier<List<SimulatedMember>> members;
    private final Predicate<String> lost;
    private final QueueHistory history;
    private final List<QueueClient> clients = new ArrayList<>();

    /** @param lost whether a queue has died out */
    QueueWorkload(Simulation simulation, Supplier<List<SimulatedMember>> members, Predicate<String> lost) {
        this.simulation = simulation;
        this.members = members;
        this.lost = lost;
        history = new QueueHistory(simulation::nowNanos);
        for (int i = 0; i < ROLES.size(); i++) {
            clients.add(new QueueClient(simulation, i, ROLES.get(i), history, members, THINK_NANOS));
        }
    }

    @Override
    public void start() {
        clients.forEach(QueueClient::start);
    }

    @Override
    public void rest() {
        clients.forEach(QueueClient::rest);
    }

    @Override
    public boolean busy() {
        return clients.stream().anyMatch(client -> client.busy() && client.waitsAt() == null);
    }

    /** Serves who waits, then empties the queues. */
    @Override
    public void finish() {
        List<FinalCall> calls = new ArrayList<>();
        List<QueueClient> waiting =
                clients.stream().filter(client -> isKept(client.waitsAt())).toList();
        for (QueueClient client : waiting) {
            String queue = client.waitsAt();
            if (queue != null) {
                calls.add(new FinalQueueCall(anyMember(), queue, "for-" + client.name(), history).begin());
            }
        }
        boolean served = simulation.runUntil(
                () -> waiting.stream().noneMatch(QueueClient::busy) && allAnswered(calls), SERVE_WITHIN);
        if (!served) {
            throw new Violation("QUEUE: no progress: "
                    + waiting.stream()
                            .filter(QueueClient::busy)
                            .map(client -> client.name() + " waits at " + client.waitsAt())
                            .toList()
                    + ", " + calls);
        }
        empty();
    }

    private void empty() {
        List<FinalCall> calls = QueueClient.QUEUES.stream()
                .filter(this::isKept)
                .map(queue -> new FinalQueueCall(anyMember(), queue, null, history).begin())
                .toList();
        if (!simulation.runUntil(() -> allAnswered(calls), SERVE_WITHIN)) {
            throw new Violation("QUEUE: no progress: " + calls);
        }
    }

    @Override
    public @Nullable String problem() {
        for (String queue : QueueClient.QUEUES) {
            String problem = isKept(queue)
                    ? QueueCheck.problem(history.pushes(queue), history.pops(queue), QueueClient.byPriority(queue))
                    : null;
            if (problem != null) {
                return "QUEUE: " + problem;
            }
        }
        return null;
    }

    @Override
    public int operations() {
        return history.size();
    }

    /** How many pops waited until another member answered for their queue, and got an element there. */
    int servedElsewhere() {
        return clients.stream().mapToInt(QueueClient::servedElsewhere).sum();
    }

    private SimulatedMember anyMember() {
        List<SimulatedMember> alive = members.get();
        return alive.get(simulation.random().nextInt(alive.size()));
    }

    private boolean isKept(@Nullable String queue) {
        return queue != null && !lost.test(queue);
    }

    private static boolean allAnswered(List<FinalCall> calls) {
        return calls.stream().allMatch(FinalCall::answered);
    }
}
