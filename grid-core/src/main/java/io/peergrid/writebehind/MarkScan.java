package io.peergrid.writebehind;

import io.peergrid.command.Scan;
import io.peergrid.command.backlog.ScanMarks;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.NamespaceMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Looks through what some slots have still to store of a cache. Used once. */
final class MarkScan {
    private static final int SLOTS_AT_ONCE = 512;

    private final CallRunner runner;
    private final long cache;
    private final boolean parkedOnly;
    private final boolean values;
    private final Visitor visitor;
    private final long deadline;
    private final Deque<Place> open = new ArrayDeque<>();

    private record Place(int slot, long cursor) {}

    /** Sees each mark, one after the other. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on. */
        boolean visit(int slot, ScanMarks.Item item);
    }

    /**
     * @param cache the namespace of its entries
     * @param deadline of all calls
     */
    MarkScan(CallRunner runner, long cache, boolean parkedOnly, boolean values, long deadline, Visitor visitor) {
        this.runner = runner;
        this.cache = cache;
        this.parkedOnly = parkedOnly;
        this.values = values;
        this.visitor = visitor;
        this.deadline = deadline;
    }

    /** All slots. Ends with the error of a slot that could not be asked. */
    CompletionStage<Void> all() {
        SlotLayout slots = runner.calls().slots();
        boolean replicated = NamespaceMode.isReplicated(cache);
        for (int slot = slots.first(replicated); slot < slots.end(replicated); slot++) {
            open.add(new Place(slot, 0));
        }
        return next();
    }

    /** Some slots. */
    CompletionStage<Void> of(Collection<Integer> slots) {
        slots.forEach(slot -> open.add(new Place(slot, 0)));
        return next();
    }

    private CompletionStage<Void> next() {
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Place> batch = new ArrayList<>();
        List<Call<ScanMarks.Page, ?>> calls = new ArrayList<>();
        while (!open.isEmpty() && batch.size() < SLOTS_AT_ONCE) {
            Place place = open.remove();
            batch.add(place);
            ScanMarks command = new ScanMarks(cache, place.cursor(), parkedOnly, values);
            calls.add(new Call<>(place.slot(), command, Function.identity()));
        }
        return runner.startAll(calls, deadline).thenCompose(outcomes -> {
            for (int i = 0; i < batch.size(); i++) {
                if (!take(batch.get(i).slot(), outcomes.get(i))) {
                    open.clear();
                    break;
                }
            }
            return next();
        });
    }

    private boolean take(int slot, Outcome<ScanMarks.Page> outcome) {
        if (outcome instanceof Outcome.Failed<ScanMarks.Page> failed) {
            throw failed.error();
        }
        ScanMarks.Page page = ((Outcome.Done<ScanMarks.Page>) outcome).result();
        for (ScanMarks.Item item : page.items()) {
            if (!visitor.visit(slot, item)) {
                return false;
            }
        }
        if (page.next() != Scan.END) {
            open.add(new Place(slot, page.next()));
        }
        return true;
    }
}
