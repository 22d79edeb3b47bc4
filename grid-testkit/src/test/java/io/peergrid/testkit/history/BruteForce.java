package io.peergrid.testkit.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries every order of a few operations on one key: slow, and too simple to be wrong. */
final class BruteForce {
    private BruteForce() {}

    static boolean linearizable(List<Operation> history) {
        List<Step> steps = history.stream().filter(Step::matters).map(Step::new).toList();
        return search(steps, new boolean[steps.size()], null);
    }

    private static boolean search(List<Step> steps, boolean[] placed, @Nullable Object state) {
        boolean complete = true;
        for (int i = 0; i < placed.length; i++) {
            complete &= placed[i] || steps.get(i).optional;
        }
        if (complete) {
            return true;
        }
        for (int i = 0; i < placed.length; i++) {
            if (!placed[i] && mayBeNext(steps, placed, i)) {
                Object next = steps.get(i).next(state);
                placed[i] = true;
                if (next != Step.IMPOSSIBLE && search(steps, placed, next)) {
                    return true;
                }
                placed[i] = false;
            }
        }
        return false;
    }

    private static boolean mayBeNext(List<Step> steps, boolean[] placed, int candidate) {
        for (int i = 0; i < placed.length; i++) {
            Operation other = steps.get(i).operation;
            if (!placed[i]
                    && !steps.get(i).optional
                    && other.endNanos() < steps.get(candidate).operation.startNanos()) {
                return false;
            }
        }
        return true;
    }
}
