package io.peergrid.testkit.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer of {@link LinearizabilityChecker}.
 *
 * @param reason one sentence; empty if the history is linearizable
 * @param explanation if it is not: a small part of one key's history that has no explaining order either, by start time.
 *     Operations that do not matter are left out; an operation with an unknown outcome stands for any that may have
 *     supplied a value
 * @param steps how much of the search bound was spent, over all keys
 */
public record LinearizabilityReport(Verdict verdict, String reason, List<Operation> explanation, long steps) {

    private static final int LINES = 40;

    public LinearizabilityReport {
        explanation = List.copyOf(explanation);
    }

    public boolean linearizable() {
        return verdict == Verdict.LINEARIZABLE;
    }

    /** Several lines for a person: the verdict, the reason, then the explanation as JSON lines. */
    @Override
    public String toString() {
        String headline = verdict + (reason.isEmpty() ? "" : ": " + reason);
        String rest = explanation.size() > LINES ? "\n  ... " + (explanation.size() - LINES) + " more" : "";
        return explanation.stream()
                .limit(LINES)
                .map(operation -> "\n  " + operation)
                .collect(Collectors.joining("", headline, rest));
    }
}
