package io.peergrid.testkit.simulation;

import io.peergrid.GridConfigBuilder;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clients of some {@link SimulatedTypes}, each type judged by itself. */
final class TypeWorkload implements Workload {
    private static final int CLIENTS = 8;
    private static final long THINK_NANOS = 180 * Scenario.MILLIS;
    private static final long READ_WITHIN = 10 * Scenario.SECONDS;

    private final Simulation simulation;
    private final Supplier<List<SimulatedMember>> members;
    private final Predicate<String> lost;
    private final List<SimulatedType> types;
    private final List<TypeClient> clients = new ArrayList<>();
    private final List<Throwable> unexpected = new ArrayList<>();

    /** @param lost whether the slot of a key has died out */
    TypeWorkload(Simulation simulation, Supplier<List<SimulatedMember>> members, Predicate<String> lost) {
        this.simulation = simulation;
        this.members = members;
        this.lost = lost;
        types = SimulatedTypes.draw(simulation.stream("types")).stream()
                .map(type -> type.apply(simulation::nowNanos))
                .toList();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new TypeClient(simulation, i, types, members, THINK_NANOS, unexpected::add));
        }
    }

    /** What members have to be told for these types. */
    GridConfigBuilder configure(GridConfigBuilder config) {
        return types.stream().anyMatch(EvictedType.class::isInstance) ? EvictedType.evicting(config) : config;
    }

    @Override
    public void start() {
        clients.forEach(TypeClient::start);
    }

    @Override
    public void rest() {
        clients.forEach(TypeClient::rest);
    }

    @Override
    public boolean busy() {
        return clients.stream().anyMatch(TypeClient::busy);
    }

    /** Through two members, so that a copy may answer, too. */
    @Override
    public void finish() {
        List<SimulatedMember> alive = List.copyOf(members.get());
        int first = simulation.random().nextInt(alive.size());
        List<FinalCall> calls = new ArrayList<>();
        for (SimulatedType type : types) {
            if (isKept(type)) {
                calls.add(new FinalTypeRead(alive.get(first), type).begin());
                calls.add(new FinalTypeRead(alive.get((first + 1) % alive.size()), type).begin());
            }
        }
        if (!simulation.runUntil(() -> calls.stream().allMatch(FinalCall::answered), READ_WITHIN)) {
            throw new Violation("TYPES: no progress: " + calls);
        }
    }

    @Override
    public @Nullable String problem() {
        List<String> problems = new ArrayList<>();
        unexpected.forEach(error -> problems.add("TYPES: ended with an error that no caller expects: "
                + (error instanceof CompletionException && error.getCause() != null ? error.getCause() : error)));
        for (SimulatedType type : types) {
            String problem = isKept(type) ? type.problem() : null;
            if (problem != null) {
                problems.add("TYPES: " + type.name() + ": " + problem);
            }
        }
        return problems.isEmpty() ? null : String.join("\n", problems);
    }

    @Override
    public int operations() {
        return types.stream().mapToInt(SimulatedType::operations).sum();
    }

    /** How many operations there were with each type. */
    Map<String, Long> operationsByType() {
        return types.stream()
                .collect(Collectors.toMap(
                        SimulatedType::name, type -> (long) type.operations(), Long::sum, TreeMap::new));
    }

    private boolean isKept(SimulatedType type) {
        return type.keys().stream().noneMatch(lost);
    }
}
