package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Action.Kind;
import io.peergrid.testkit.history.Operation.Result;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation as a step of a register: which states allow it, and what it leaves. */
final class Step {
    /** Returned by {@link #next} where the step cannot stand. */
    static final Object IMPOSSIBLE = new Object();

    final Operation operation;
    /** An order need not contain it, and it may stand anywhere after its start. */
    final boolean optional;

    private final Action action;
    private final @Nullable Result result;

    Step(Operation operation) {
        this.operation = operation;
        this.action = operation.action();
        this.optional = operation.outcome() == Outcome.INFO;
        this.result = optional ? null : operation.result();
    }

    /** Whether it can constrain or change anything. */
    static boolean matters(Operation operation) {
        return switch (operation.outcome()) {
            case FAIL -> false;
            case OK -> operation.action().kind() != Kind.READ || operation.result() != null;
            case INFO -> operation.action().kind() != Kind.READ;
        };
    }

    Kind kind() {
        return action.kind();
    }

    /** The state after the step, {@link #IMPOSSIBLE} if it contradicts the state before. Null is absent. */
    @Nullable
    Object next(@Nullable Object state) {
        return switch (action.kind()) {
            case READ -> result == null || Objects.equals(state, result.value()) ? state : IMPOSSIBLE;
            case WRITE -> shows(state) ? action.value() : IMPOSSIBLE;
            case DELETE -> shows(state) ? null : IMPOSSIBLE;
            case CAS -> swap(state);
            case INCR -> add(state);
        };
    }

    /** Whether it never changes the state: it can be put into the order as soon as the state allows it. */
    boolean observes() {
        return switch (action.kind()) {
            case READ -> true;
            case CAS -> refused();
            case DELETE -> result != null && (result.value() == null || Boolean.FALSE.equals(result.value()));
            case WRITE, INCR -> false;
        };
    }

    /** The values of which the state must have one before it; empty if it does not name them. */
    List<Result> required() {
        if (optional) {
            return action.kind() == Kind.CAS ? List.of(new Result(action.from())) : List.of();
        }
        return switch (action.kind()) {
            case READ -> result == null ? List.of() : List.of(result);
            case CAS -> refused() ? List.of() : List.of(new Result(action.from()));
            case WRITE, DELETE -> requiredByShown();
            case INCR -> requiredBySum();
        };
    }

    /** Whether it needs some value other than one, whichever. */
    boolean needsDifference() {
        return refused()
                || (!optional && action.kind() != Kind.CAS && result != null && Boolean.TRUE.equals(result.value()));
    }

    /** The value it leaves, wrapped; null if that depends on the state before. */
    @Nullable
    Result written() {
        return switch (action.kind()) {
            case CAS -> refused() ? null : new Result(action.to());
            case WRITE -> new Result(action.value());
            case DELETE -> new Result(null);
            case READ, INCR -> null;
        };
    }

    private List<Result> requiredByShown() {
        if (result == null || Boolean.TRUE.equals(result.value())) {
            return List.of();
        }
        return List.of(Boolean.FALSE.equals(result.value()) ? new Result(null) : result);
    }

    private List<Result> requiredBySum() {
        if (result == null || !(result.value() instanceof Long sum)) {
            return List.of();
        }
        long before = sum - added();
        return before == 0 ? List.of(new Result(before), new Result(null)) : List.of(new Result(before));
    }

    /** What an increment adds. */
    long added() {
        return (Long) Objects.requireNonNull(action.value());
    }

    private boolean refused() {
        return action.kind() == Kind.CAS && result != null && Boolean.FALSE.equals(result.value());
    }

    private boolean shows(@Nullable Object state) {
        if (result == null) {
            return true;
        }
        Object shown = result.value();
        return shown instanceof Boolean existed ? existed == (state != null) : Objects.equals(state, shown);
    }

    private @Nullable Object swap(@Nullable Object state) {
        boolean matches = Objects.equals(state, action.from());
        if (refused()) {
            return matches ? IMPOSSIBLE : state;
        }
        return matches ? action.to() : IMPOSSIBLE;
    }

    private @Nullable Object add(@Nullable Object state) {
        if (state != null && !(state instanceof Long)) {
            return IMPOSSIBLE;
        }
        long before = state == null ? 0 : (Long) state;
        long sum = before + added();
        return result == null || Objects.equals(result.value(), sum) ? (Object) sum : IMPOSSIBLE;
    }
}
