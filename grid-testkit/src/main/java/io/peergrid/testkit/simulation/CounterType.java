package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridCounter;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Numbers that are added to: each acknowledged addition counts once, each of unknown outcome once at most, so every sum is exact. */
final class CounterType extends RegisterType {
    private static final List<String> COUNTERS = List.of("counter0", "counter1");

    CounterType(LongSupplier clock) {
        super("counters", COUNTERS, clock);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        String name = COUNTERS.get(random.nextInt(COUNTERS.size()));
        AsyncGridCounter counter = at.grid().counter(name).async();
        if (random.chance(0.25)) {
            return read(client, name, counter);
        }
        long delta = random.nextInt(1, 1_000);
        return record(
                client, Action.increment(name, delta), () -> counter.addAndGet(delta), (call, sum) -> call.ok(sum));
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        CompletionStage<?> first = read(
                "final", COUNTERS.get(0), at.grid().counter(COUNTERS.get(0)).async());
        return first.thenCompose(answer -> read(
                "final", COUNTERS.get(1), at.grid().counter(COUNTERS.get(1)).async()));
    }

    private CompletionStage<?> read(String client, String name, AsyncGridCounter counter) {
        // Only what is above zero is added, so a counter of zero is absent.
        return record(client, Action.read(name), counter::get, (call, sum) -> call.ok(sum == 0 ? null : sum));
    }
}
