package io.peergrid.map;

import io.peergrid.command.Clear;
import io.peergrid.command.Command;
import io.peergrid.command.Scan;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.NamespaceMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Removes from all slots of a namespace, batch by batch; not atomic. Thread-safe. */
public final class SlotSweep {
    private static final int SLOTS_PER_ROUND = 4_096;

    private final CallRunner runner;
    private final boolean replicated;

    /** Of the slots that have entries of this namespace. */
    public SlotSweep(CallRunner runner, long namespace) {
        this.runner = runner;
        replicated = NamespaceMode.isReplicated(namespace);
    }

    /** A batch of a slot. */
    @FunctionalInterface
    public interface Batch {
        /** @param cursor 0 at the start, then what the last answer said */
        Command<Clear.Result> of(int slot, long cursor);
    }

    private record Step(int slot, long cursor) {}

    /** Completes with how many entries went. */
    public CompletionStage<Long> run(Batch batch) {
        runner.calls().checkOpen();
        List<Step> steps = new ArrayList<>();
        SlotLayout slots = runner.calls().slots();
        for (int slot = slots.first(replicated); slot < slots.end(replicated); slot++) {
            steps.add(new Step(slot, 0));
        }
        return run(batch, steps, 0, runner.deadline());
    }

    private CompletionStage<Long> run(Batch batch, List<Step> steps, long removed, long deadline) {
        if (steps.isEmpty()) {
            return CompletableFuture.completedFuture(removed);
        }
        List<Step> now = steps.subList(0, Math.min(steps.size(), SLOTS_PER_ROUND));
        List<Call<Clear.Result, ?>> calls = new ArrayList<>(now.size());
        for (Step step : now) {
            calls.add(new Call<>(step.slot(), batch.of(step.slot(), step.cursor()), Function.identity()));
        }
        return runner.startAll(calls, deadline).thenCompose(outcomes -> {
            long sum = removed;
            List<Step> rest = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                Clear.Result result = SlotScan.resultOf(outcomes.get(i));
                sum += result.removed();
                if (result.next() != Scan.END) {
                    rest.add(new Step(now.get(i).slot(), result.next()));
                }
            }
            rest.addAll(steps.subList(now.size(), steps.size()));
            return run(batch, rest, sum, deadline);
        });
    }
}
