package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Operation.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations with unknown outcome that have started. They stay available for ever, so what keeps the search small is
 * to try only those that help: just before an operation that has ended, and only to reach a value that it needs.
 */
final class OptionalSteps {
    private final Map<Result, Integer> lastRequired;
    private final Map<Action, Alike> byAction = new HashMap<>();
    private final Map<Result, List<Alike>> byWritten = new LinkedHashMap<>();
    private final List<Alike> increments = new ArrayList<>();
    private final List<Alike> live = new ArrayList<>();
    private final List<Alike> neverRequired = new ArrayList<>();

    /** Steps that do the same: the first unused one stands for all. */
    private record Alike(Step step, List<Integer> ids) {}

    /** @param lastRequired the last moment at which a value is required by some step; a value without one is never */
    OptionalSteps(Map<Result, Integer> lastRequired) {
        this.lastRequired = lastRequired;
    }

    void start(int id, Step step) {
        Alike alike = byAction.get(step.operation.action());
        if (alike == null) {
            alike = new Alike(step, new ArrayList<>());
            byAction.put(step.operation.action(), alike);
            live.add(alike);
            Result written = step.written();
            if (written == null) {
                increments.add(alike);
            } else {
                byWritten.computeIfAbsent(written, value -> new ArrayList<>()).add(alike);
            }
        }
        alike.ids.add(id);
    }

    boolean isEmpty() {
        return live.isEmpty() && neverRequired.isEmpty();
    }

    /** What is worth reaching: the values required by these steps, and those from which optional steps lead there. */
    Set<Result> goals(Iterable<Step> definite) {
        Set<Result> goals = new LinkedHashSet<>();
        List<Result> open = new ArrayList<>();
        for (Step step : definite) {
            open.addAll(step.required());
        }
        while (!open.isEmpty()) {
            Result goal = open.remove(open.size() - 1);
            if (goals.add(goal)) {
                if (goal.value() instanceof Long && !increments.isEmpty()) {
                    open.addAll(countableFrom());
                }
                for (Alike alike : byWritten.getOrDefault(goal, List.of())) {
                    open.addAll(alike.step.required());
                }
            }
        }
        return goals;
    }

    /** The unused steps, one of each kind, that lead from the state to a goal, or nearer to it. */
    List<Integer> towards(Set<Result> goals, @Nullable Object state, IntSet used) {
        List<Integer> helpful = new ArrayList<>();
        Long highest = null;
        for (Result goal : goals) {
            for (Alike alike : byWritten.getOrDefault(goal, List.of())) {
                addUnused(alike, state, used, helpful);
            }
            if (goal.value() instanceof Long number && (highest == null || number > highest)) {
                highest = number;
            }
        }
        if (highest != null) {
            for (Alike alike : increments) {
                long added = alike.step.added();
                long before = state instanceof Long number ? number : 0;
                if (added < 0 || before + added <= highest) {
                    addUnused(alike, state, used, helpful);
                }
            }
        }
        return helpful;
    }

    /** The unused steps, one of each kind, that lead from the state to any other. Moments do not go back. */
    List<Integer> away(int moment, @Nullable Object state, IntSet used) {
        live.removeIf(alike -> alike.step.kind() == Action.Kind.WRITE
                && lastRequired.getOrDefault(alike.step.written(), -1) < moment
                && neverRequired.add(alike));
        List<Integer> helpful = new ArrayList<>();
        for (Alike alike : live) {
            addUnused(alike, state, used, helpful);
        }
        // Values that nothing requires any more are as good as each other.
        for (Alike alike : neverRequired) {
            if (addUnused(alike, state, used, helpful)) {
                break;
            }
        }
        return helpful;
    }

    /** What optional steps leave that optional increments can go on from. */
    private List<Result> countableFrom() {
        List<Result> countable = new ArrayList<>();
        for (Result written : byWritten.keySet()) {
            if (written.value() == null || written.value() instanceof Long) {
                countable.add(written);
            }
        }
        return countable;
    }

    private static boolean addUnused(Alike alike, @Nullable Object state, IntSet used, List<Integer> helpful) {
        Object next = alike.step.next(state);
        if (next == Step.IMPOSSIBLE || Objects.equals(next, state)) {
            return false;
        }
        for (int id : alike.ids) {
            if (!used.contains(id)) {
                return helpful.add(id);
            }
        }
        return false;
    }
}
