package io.peergrid.testkit.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one client.
 *
 * @param process who did it; one process does one operation at a time
 * @param startNanos before the operation was sent, on a clock that all processes share
 * @param endNanos after its answer arrived; not before {@code startNanos}; without meaning if the outcome is unknown
 * @param result what the answer showed, or null if it showed nothing
 */
public record Operation(
        String process,
        Action action,
        long startNanos,
        long endNanos,
        Outcome outcome,
        @Nullable Result result) {

    /**
     * An observed result, as {@link Action} describes it for each kind.
     *
     * @param value String, Long, Boolean, or null for absent
     */
    public record Result(@Nullable Object value) {
        public Result {
            if (value != null
                    && !(value instanceof String)
                    && !(value instanceof Long)
                    && !(value instanceof Boolean)) {
                throw new IllegalArgumentException("a result is a String, a Long, a Boolean or null, not a "
                        + value.getClass().getName());
            }
        }
    }

    public Operation {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(outcome, "outcome");
        if (endNanos < startNanos) {
            throw new IllegalArgumentException("ends at " + endNanos + ", before its start at " + startNanos);
        }
    }

    public String key() {
        return action.key();
    }

    /** The line that {@link HistoryWriter} writes for it. */
    @Override
    public String toString() {
        return OperationJson.encode(this);
    }
}
