package io.peergrid.command.sortedset;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.value.ElementForm;
import io.peergrid.value.ScoreOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Union, intersection and difference of sorted sets. */
public final class ScoreAlgebra {
    private ScoreAlgebra() {}

    /**
     * Members with their scores, in no order.
     *
     * @param operands one at least
     */
    public static Map<Key, Double> members(Operation operation, List<? extends Operand> operands, Aggregate aggregate) {
        Map<Key, Double> members = new HashMap<>();
        List<Operand> ordered = new ArrayList<>(operands);
        if (operation != Operation.DIFFERENCE) {
            // The smallest first, as Redis does: it is the least work, and sums of fractions depend on the order.
            ordered.sort(Comparator.comparingInt(Operand::size));
        }
        Operand first = ordered.get(0);
        List<Operand> others = ordered.subList(1, ordered.size());
        switch (operation) {
            case UNION ->
                ordered.forEach(operand ->
                        operand.forEach((member, score) -> members.merge(member, number(score), aggregate::of)));
            case INTERSECTION ->
                first.forEach((member, score) -> {
                    Double common = common(member, number(score), others, aggregate);
                    if (common != null) {
                        members.put(member, common);
                    }
                });
            case DIFFERENCE ->
                first.forEach((member, score) -> {
                    if (others.stream().allMatch(other -> other.score(member) == null)) {
                        members.put(member, score);
                    }
                });
        }
        return members;
    }

    private static @Nullable Double common(Key member, double score, List<Operand> others, Aggregate aggregate) {
        double result = score;
        for (Operand other : others) {
            Double more = other.score(member);
            if (more == null) {
                return null;
            }
            result = aggregate.of(result, more);
        }
        return result;
    }

    private static double number(double score) {
        return Double.isNaN(score) ? 0 : score;
    }

    /** Elements of {@link ElementForm#SORTED_SET} in order. */
    public static List<ByteSlice> elements(Map<Key, Double> members) {
        List<ByteSlice> elements = new ArrayList<>(members.size());
        members.forEach((member, score) ->
                elements.add(ByteSlice.of(ElementForm.SORTED_SET.pack(member, ScoreOrder.payload(score)))));
        elements.sort(ScoreOrder::compare);
        return elements;
    }
}
