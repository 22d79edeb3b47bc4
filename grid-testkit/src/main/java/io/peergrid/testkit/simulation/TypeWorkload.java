package io.peergrid.testkit.simulation;

import io.peergrid.GridConfigBuilder;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Clients of some {@link SimulatedTypes}, each type judged by itself. */
final class TypeWorkload implements Workload {
    private static final int CLIENTS = 8;
    private static final long THINK_NANOS = 180 * Scenario.MILLIS;
    private static final long SHORT_THINK_NANOS = 20 * Scenario.MILLIS;
    private static final long READ_WITHIN = 10 * Scenario.SECONDS;

    private final Simulation simulation;
    private final Supplier<List<SimulatedMember>> members;
    private final Predicate<String> lost;
    private final List<SimulatedType> types;
    private final List<TypeClient> clients = new ArrayList<>();
    private final List<Throwable> unexpected = new ArrayList<>();

    /**
     * @param lost whether the slot of a key has died out
     * @param only the one type that all clients use, without rest; null for some, by chance
     */
    TypeWorkload(
            Simulation simulation,
            Supplier<List<SimulatedMember>> members,
            Predicate<String> lost,
            @Nullable Function<LongSupplier, SimulatedType> only) {
        this.simulation = simulation;
        this.members = members;
        this.lost = lost;
        types = (only == null ? SimulatedTypes.draw(simulation.stream("types")) : List.of(only))
                .stream().map(type -> type.apply(simulation::nowNanos)).toList();
        long think = only == null ? THINK_NANOS : SHORT_THINK_NANOS;
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new TypeClient(simulation, i, types, members, think, unexpected::add));
        }
    }

    /** What members have to be told for these types. */
    GridConfigBuilder configure(GridConfigBuilder config) {
        GridConfigBuilder all = config;
        for (SimulatedType type : types) {
            if (type instanceof EvictedType) {
                all = EvictedType.evicting(all);
            } else if (type instanceof NearType near) {
                all = near.configure(all);
            }
        }
        return all;
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

    /** How many operations there were with each type, and their other figures. */
    Map<String, Long> operationsByType() {
        Map<String, Long> all = new TreeMap<>();
        for (SimulatedType type : types) {
            all.merge(type.name(), (long) type.operations(), Long::sum);
            type.figures().forEach((name, count) -> all.merge(name, count, Long::sum));
        }
        return all;
    }

    private boolean isKept(SimulatedType type) {
        return type.keys().stream().noneMatch(lost);
    }
}
