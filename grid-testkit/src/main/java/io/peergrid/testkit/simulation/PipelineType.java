package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridCounter;
import io.peergrid.GridPipeline;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counters raised by pipelines: each call counts once, and nobody comes between two calls of one slot. */
final class PipelineType extends RegisterType {
    private static final String NEAR = "pipeline0";
    private static final String FAR = "pipeline1";

    private @Nullable String torn;

    PipelineType(LongSupplier clock) {
        super("pipelines", List.of(NEAR, FAR), clock);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        if (random.chance(0.2)) {
            return read(client, NEAR, at);
        }
        return Attempts.begun(() -> {
            GridPipeline pipeline = at.grid().pipeline();
            CompletionStage<Long> first = raise(client, NEAR, pipeline.counter(NEAR));
            CompletionStage<Long> far = raise(client, FAR, pipeline.counter(FAR));
            CompletionStage<Long> second = raise(client, NEAR, pipeline.counter(NEAR));
            AsyncGridCounter reader = pipeline.counter(NEAR);
            CompletionStage<Long> seen =
                    record(client, Action.read(NEAR), reader::get, (call, value) -> call.ok(value));
            var unused = first.thenCombine(second, (one, two) -> seen.thenAccept(last -> check(one, two, last)));
            return pipeline.executeAsync().thenCompose(sent -> allOf(first, far, second, seen));
        });
    }

    private CompletionStage<Long> raise(String client, String name, AsyncGridCounter counter) {
        return record(client, Action.increment(name, 1), counter::incrementAndGet, (call, sum) -> call.ok(sum));
    }

    private static CompletionStage<?> allOf(CompletionStage<?>... stages) {
        CompletableFuture<?>[] futures = new CompletableFuture<?>[stages.length];
        for (int i = 0; i < stages.length; i++) {
            futures[i] = stages[i].toCompletableFuture();
        }
        return CompletableFuture.allOf(futures);
    }

    /** What one pipeline was answered for one slot. */
    void check(long first, long second, long seen) {
        if (second != first + 1 || seen != second) {
            torn = "another came between the calls of one pipeline: " + first + ", " + second + ", " + seen;
        }
    }

    @Override
    public @Nullable String problem() {
        return torn != null ? torn : super.problem();
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return read("final", NEAR, at).thenCompose(near -> read("final", FAR, at));
    }

    private CompletionStage<Long> read(String client, String name, SimulatedMember at) {
        return record(
                client,
                Action.read(name),
                () -> at.grid().counter(name).async().get(),
                (call, sum) -> call.ok(sum == 0 ? null : sum));
    }
}
