package io.peergrid.writebehind;

import io.peergrid.command.Scan;
import io.peergrid.command.backlog.ScanMarks;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the marks of slots that have come to this member. Thread-safe. */
final class MarkReading {
    private static final int SLOTS_AT_ONCE = 512;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CallRunner runner;
    private final long cache;
    private final long marks;
    private final Found found;
    private final Deque<Place> open = new ArrayDeque<>();
    private BitSet led = new BitSet();
    private boolean running;
    private long notBefore = Long.MIN_VALUE;

    /** Where to go on reading. */
    private record Place(int slot, long cursor) {}

    /** Takes what was read. */
    @FunctionalInterface
    interface Found {
        void mark(int slot, Key key, ScanMarks.Item item);
    }

    /** @param marks the namespace of the marks */
    MarkReading(CallRunner runner, long cache, long marks, Found found) {
        this.runner = runner;
        this.cache = cache;
        this.marks = marks;
        this.found = found;
    }

    /** What this member leads now; what is new is to be read. */
    synchronized void leads(BitSet slots) {
        open.removeIf(place -> !slots.get(place.slot()));
        BitSet come = (BitSet) slots.clone();
        come.andNot(led);
        come.stream().forEach(slot -> open.add(new Place(slot, 0)));
        led = (BitSet) slots.clone();
    }

    /** Whether all has been read. */
    synchronized boolean isDone() {
        return open.isEmpty() && !running;
    }

    /** Reads on, if nothing is being read. Returns at once. */
    void poll(long now) {
        List<Place> batch = new ArrayList<>();
        synchronized (this) {
            if (running || open.isEmpty() || (notBefore != Long.MIN_VALUE && now - notBefore < 0)) {
                return;
            }
            running = true;
            while (!open.isEmpty() && batch.size() < SLOTS_AT_ONCE) {
                batch.add(open.remove());
            }
        }
        List<Call<ScanMarks.Page, ?>> calls = new ArrayList<>(batch.size());
        for (Place place : batch) {
            ScanMarks command = new ScanMarks(cache, place.cursor(), false, false);
            calls.add(new Call<>(place.slot(), command, Function.identity()));
        }
        var unused = runner.startAll(calls, runner.deadline()).whenComplete((pages, error) -> take(batch, pages));
    }

    private synchronized void take(List<Place> batch, @Nullable List<Outcome<ScanMarks.Page>> pages) {
        running = false;
        notBefore = Long.MIN_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            Place place = batch.get(i);
            if (!led.get(place.slot())) {
                continue;
            }
            if (pages != null && pages.get(i) instanceof Outcome.Done<ScanMarks.Page> done) {
                for (ScanMarks.Item item : done.result().items()) {
                    found.mark(place.slot(), new Key(marks, item.key()), item);
                }
                if (done.result().next() != Scan.END) {
                    open.add(new Place(place.slot(), done.result().next()));
                }
            } else {
                open.add(place);
                notBefore = runner.calls().nanoTime() + AGAIN_NANOS;
            }
        }
    }
}
