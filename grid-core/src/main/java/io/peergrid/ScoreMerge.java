package io.peergrid;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Sorted sets and sets to combine, and what becomes of an element's scores. Members of sets have the score 1.
 *
 * @param operands their names, one at least; an absent one is empty
 * @param weights what each operand's scores are multiplied with
 * @param aggregate of the products
 */
public record ScoreMerge(List<String> operands, List<Double> weights, Aggregate aggregate) {
    /** From several scores to one. What is not a number becomes 0. */
    public enum Aggregate {
        SUM,
        MIN,
        MAX
    }

    public ScoreMerge {
        operands = List.copyOf(operands);
        weights = List.copyOf(weights);
        if (operands.isEmpty() || weights.size() != operands.size()) {
            throw new IllegalArgumentException(weights.size() + " weights for " + operands.size()
                    + " operands; one each, and one operand at least");
        }
    }

    /** Sums, each weighing 1. */
    public static ScoreMerge of(String... operands) {
        return of(List.of(operands));
    }

    /** Sums, each weighing 1. */
    public static ScoreMerge of(Collection<String> operands) {
        return new ScoreMerge(List.copyOf(operands), Collections.nCopies(operands.size(), 1.0), Aggregate.SUM);
    }

    /** The same with other weights. */
    public ScoreMerge weighted(double... factors) {
        return new ScoreMerge(operands, Arrays.stream(factors).boxed().toList(), aggregate);
    }

    /** The same with another aggregate. */
    public ScoreMerge by(Aggregate other) {
        return new ScoreMerge(operands, weights, other);
    }
}
