package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Operation.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what clients do. A client calls {@link #begin} before it sends and one of the ends when it knows the outcome;
 * what was begun and has not ended counts as unknown. Thread-safe; operations stay in memory.
 */
public final class HistoryRecorder {
    private final LongSupplier nanoTime;
    private final List<Operation> ended = new ArrayList<>();
    private final Set<Invocation> open = new LinkedHashSet<>();

    /** Records by this machine's monotonic clock, which all its processes share. */
    public HistoryRecorder() {
        this(System::nanoTime);
    }

    /** @param nanoTime the clock of the test, for example a simulation's */
    public HistoryRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param process who does it; must not have another operation open */
    public Invocation begin(String process, Action action) {
        Invocation invocation = new Invocation(process, action, nanoTime.getAsLong());
        synchronized (this) {
            open.add(invocation);
        }
        return invocation;
    }

    /** Adds an operation that somebody else recorded. */
    public synchronized void add(Operation operation) {
        ended.add(operation);
    }

    /** What happened so far, by start time; open operations with outcome {@link Outcome#INFO}. */
    public List<Operation> history() {
        List<Operation> history;
        long now = nanoTime.getAsLong();
        synchronized (this) {
            history = new ArrayList<>(ended);
            for (Invocation invocation : open) {
                history.add(invocation.operation(Math.max(now, invocation.startNanos), Outcome.INFO, null));
            }
        }
        history.sort(Comparator.comparingLong(Operation::startNanos));
        return history;
    }

    /** An operation under way. One of the ends is called once; later calls are ignored. */
    public final class Invocation {
        private final String process;
        private final Action action;
        private final long startNanos;

        private Invocation(String process, Action action, long startNanos) {
            this.process = process;
            this.action = action;
            this.startNanos = startNanos;
        }

        /** It happened, and its answer showed nothing. */
        public void ok() {
            end(Outcome.OK, null);
        }

        /** It happened, and its answer showed this; null means absent. */
        public void ok(@Nullable Object result) {
            end(Outcome.OK, new Result(result));
        }

        /** It surely did not happen. */
        public void fail() {
            end(Outcome.FAIL, null);
        }

        /** Nobody knows whether it happened, or will. */
        public void info() {
            end(Outcome.INFO, null);
        }

        private void end(Outcome outcome, @Nullable Result result) {
            long now = nanoTime.getAsLong();
            synchronized (HistoryRecorder.this) {
                if (open.remove(this)) {
                    ended.add(operation(now, outcome, result));
                }
            }
        }

        private Operation operation(long endNanos, Outcome outcome, @Nullable Result result) {
            return new Operation(process, action, startNanos, endNanos, outcome, result);
        }
    }
}
