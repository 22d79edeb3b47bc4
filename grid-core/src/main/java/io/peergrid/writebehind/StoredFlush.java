package io.peergrid.writebehind;

import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.backlog.StoreSoon;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Somebody waits until the store has all that was changed so far. Used once. */
final class StoredFlush {
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final CallRunner runner;
    private final CallRunner deadlines;
    private final Delays delays;
    private final long cache;
    private final long until;
    /** By slot: the newest change that was there in the beginning. */
    private final Map<Integer, Long> newest = new HashMap<>();

    private boolean parked;
    private boolean waiting;

    /**
     * @param runner carries calls out
     * @param deadlines how long each of them may take
     * @param cache the namespace of its entries
     */
    StoredFlush(CallRunner runner, CallRunner deadlines, Delays delays, long cache, long until) {
        this.runner = runner;
        this.deadlines = deadlines;
        this.delays = delays;
        this.cache = cache;
        this.until = until;
    }

    CompletionStage<Boolean> run() {
        MarkScan all = new MarkScan(runner, cache, false, false, deadlines.deadline(), (slot, item) -> {
            newest.merge(slot, item.mark().version(), Math::max);
            return true;
        });
        return all.all()
                .thenCompose(
                        done -> newest.isEmpty() ? CompletableFuture.completedFuture(true) : ask(FIRST_LOOK_NANOS));
    }

    private CompletionStage<Boolean> ask(long pause) {
        List<Call<Boolean, ?>> calls = new ArrayList<>(newest.size());
        newest.keySet().forEach(slot -> calls.add(new Call<>(slot, new StoreSoon(cache), Function.identity())));
        long lookAt = Math.min(runner.calls().nanoTime() + pause, until);
        return runner.startAll(calls, deadlines.deadline())
                .thenCompose(asked -> delays.until(lookAt))
                .thenCompose(passed -> look(pause));
    }

    private CompletionStage<Boolean> look(long pause) {
        Map<Integer, Long> left = new HashMap<>();
        parked = false;
        waiting = false;
        MarkScan scan = new MarkScan(runner, cache, false, false, deadlines.deadline(), (slot, item) -> {
            BacklogMark mark = item.mark();
            long known = newest.getOrDefault(slot, 0L);
            if (mark.firstVersion() <= known) {
                left.put(slot, known);
                parked |= mark.parked();
                waiting |= !mark.parked();
            }
            return true;
        });
        return scan.of(List.copyOf(newest.keySet())).thenCompose(done -> {
            newest.keySet().retainAll(left.keySet());
            boolean over = runner.calls().nanoTime() - until >= 0;
            return waiting && !over
                    ? ask(Math.min(LONGEST_LOOK_NANOS, 2 * pause))
                    : CompletableFuture.completedFuture(!waiting && !parked);
        });
    }
}
