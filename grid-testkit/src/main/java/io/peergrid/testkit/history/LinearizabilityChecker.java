package io.peergrid.testkit.history;

import io.peergrid.testkit.history.RegisterSearch.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides whether a history is linearizable: whether, for each key, some order of its operations explains every answer
 * and puts no operation before one that had ended when it started. Every key is absent at first. Operations that failed
 * did not happen; those with unknown outcome may take effect at any time after their start, or never.
 *
 * <p>Keys are independent of each other, so each is checked alone. The cost follows the number of operations under way at
 * the same time on one key; histories of 10^5 operations by some ten clients take about a second. Immutable, thread-safe.
 */
public final class LinearizabilityChecker {
    private static final long DEFAULT_MAX_STEPS_PER_KEY = 20_000_000;

    private static final long EXPLANATION_STEPS = 2_000_000;

    private final long maxStepsPerKey;

    public LinearizabilityChecker() {
        this(DEFAULT_MAX_STEPS_PER_KEY);
    }

    /** @param maxStepsPerKey bound on the search, in states tried; about a million are tried in a second */
    public LinearizabilityChecker(long maxStepsPerKey) {
        if (maxStepsPerKey < 1) {
            throw new IllegalArgumentException("at least one step is needed, not " + maxStepsPerKey);
        }
        this.maxStepsPerKey = maxStepsPerKey;
    }

    /** @param history in any order */
    public LinearizabilityReport check(List<Operation> history) {
        Map<String, List<Operation>> byKey = new TreeMap<>();
        for (Operation operation : history) {
            byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
        }
        long steps = 0;
        String undecided = "";
        for (Map.Entry<String, List<Operation>> entry : byKey.entrySet()) {
            RegisterSearch search = null;
            Verdict verdict = Verdict.UNDECIDED;
            for (Mode mode : List.of(Mode.NARROW, Mode.GENEROUS, Mode.EXACT)) {
                search = new RegisterSearch(entry.getValue(), maxStepsPerKey, mode);
                verdict = search.run();
                steps += search.spent();
                if (verdict == Verdict.NOT_LINEARIZABLE || (verdict == Verdict.LINEARIZABLE && mode != Mode.GENEROUS)) {
                    break;
                }
            }
            if (verdict == Verdict.NOT_LINEARIZABLE && search != null) {
                return explained(entry.getKey(), entry.getValue(), search, steps);
            }
            if (verdict == Verdict.UNDECIDED && undecided.isEmpty()) {
                undecided = "key \"" + entry.getKey() + "\" with "
                        + entry.getValue().size() + " operations needs more than " + maxStepsPerKey + " steps";
            }
        }
        Verdict verdict = undecided.isEmpty() ? Verdict.LINEARIZABLE : Verdict.UNDECIDED;
        return new LinearizabilityReport(verdict, undecided, List.of(), steps);
    }

    private LinearizabilityReport explained(String key, List<Operation> history, RegisterSearch search, long steps) {
        Operation failed = search.failed();
        if (failed == null) {
            throw new IllegalStateException("the search failed without a failed operation");
        }
        String reason =
                "key \"" + key + "\" can have been " + search.statesBefore() + " only when " + failed + " ended";
        List<Operation> explanation =
                new Explanation(history, failed, Math.min(maxStepsPerKey, EXPLANATION_STEPS)).find();
        return new LinearizabilityReport(Verdict.NOT_LINEARIZABLE, reason, explanation, steps);
    }
}
