package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Action.Kind;
import io.peergrid.testkit.history.Operation.Result;
import io.peergrid.testkit.history.RegisterSearch.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reduces a history that is not linearizable to the operations that make it so. What can be relaxed without making the
 * history linearizable does not matter: an observation is dropped, a mutation becomes one that may or may not have
 * happened. What was relaxed is shown only where it may have supplied a value that the rest names.
 */
final class Explanation {
    private static final long STEPS_PER_OPERATION = 20;

    private final List<Operation> operations;
    private final Operation failed;
    private long budget;

    /**
     * @param failed the operation whose end cannot be explained
     * @param budget bound on the steps of all searches together; when it is spent the explanation stays larger
     */
    Explanation(List<Operation> history, Operation failed, long budget) {
        this.failed = failed;
        this.budget = budget;
        this.operations = new ArrayList<>();
        for (Operation operation : history) {
            if (Step.matters(operation) && operation.startNanos() <= failed.endNanos()) {
                operations.add(operation);
            }
        }
        operations.sort(Comparator.comparingLong(Operation::startNanos));
    }

    /** The explaining operations by start time; not linearizable by themselves. */
    List<Operation> find() {
        boolean[] relaxed = new boolean[operations.size()];
        // Observations first: a write that happened says more than a read of what may have happened.
        relaxAll(relaxed, true);
        relaxAll(relaxed, false);
        return direct(history(relaxed));
    }

    private void relaxAll(boolean[] relaxed, boolean observations) {
        for (int size = Math.max(1, relaxed.length / 2); size >= 1; size /= 2) {
            for (int from = 0; from < relaxed.length; from += size) {
                relax(relaxed, from, Math.min(from + size, relaxed.length), observations);
            }
        }
    }

    private void relax(boolean[] relaxed, int from, int to, boolean observations) {
        boolean[] attempt = relaxed.clone();
        boolean changed = false;
        for (int i = from; i < to; i++) {
            Operation operation = operations.get(i);
            boolean relaxable = operation.outcome() == Outcome.OK
                    && !operation.equals(failed)
                    && new Step(operation).observes() == observations;
            changed |= relaxable && !attempt[i];
            attempt[i] |= relaxable;
        }
        if (changed && stillFails(history(attempt))) {
            System.arraycopy(attempt, 0, relaxed, 0, relaxed.length);
        }
    }

    private boolean stillFails(List<Operation> attempt) {
        if (budget <= 0) {
            return false;
        }
        // An attempt that goes wide is a bad one: relaxing less, or elsewhere, is cheaper than finishing it.
        long bound = Math.min(budget, STEPS_PER_OPERATION * attempt.size());
        RegisterSearch search = new RegisterSearch(attempt, bound, Mode.GENEROUS);
        Verdict verdict = search.run();
        budget -= search.spent() + attempt.size();
        return verdict == Verdict.NOT_LINEARIZABLE;
    }

    /** What is left: all that still is definite, and what was relaxed but may supply a value that is needed. */
    private List<Operation> history(boolean[] relaxed) {
        Set<Result> needed = new HashSet<>();
        boolean anyValueHelps = false;
        for (int i = 0; i < relaxed.length; i++) {
            Step step = new Step(operations.get(i));
            anyValueHelps |= step.kind() == Kind.INCR || (!relaxed[i] && step.needsDifference());
            if (!relaxed[i] && !step.optional) {
                needed.addAll(step.required());
            }
        }
        while (addSources(needed)) {
            // Each round may make further operations sources.
        }
        List<Operation> history = new ArrayList<>();
        for (int i = 0; i < relaxed.length; i++) {
            Operation operation = operations.get(i);
            if (operation.outcome() == Outcome.OK && !relaxed[i]) {
                history.add(operation);
            } else if (!new Step(operation).observes()) {
                Operation optional = optional(operation);
                Result written = new Step(optional).written();
                if (anyValueHelps || (written != null && needed.contains(written))) {
                    history.add(optional);
                }
            }
        }
        return history;
    }

    /** Without what only leads to a supplier: sound, and seldom of interest. */
    private static List<Operation> direct(List<Operation> explanation) {
        Set<Result> needed = new HashSet<>();
        for (Operation operation : explanation) {
            if (operation.outcome() == Outcome.OK) {
                needed.addAll(new Step(operation).required());
            }
        }
        return explanation.stream()
                .filter(operation -> operation.outcome() == Outcome.OK
                        || operation.action().kind() == Kind.INCR
                        || needed.contains(new Step(operation).written()))
                .toList();
    }

    private boolean addSources(Set<Result> needed) {
        boolean grown = false;
        for (Operation operation : operations) {
            Step step = new Step(operation);
            if (step.kind() == Kind.CAS && needed.contains(step.written())) {
                grown |= needed.addAll(step.required());
            }
        }
        return grown;
    }

    private static Operation optional(Operation operation) {
        return new Operation(
                operation.process(),
                operation.action(),
                operation.startNanos(),
                operation.endNanos(),
                Outcome.INFO,
                null);
    }
}
