package io.peergrid.command.sortedset;

import io.peergrid.command.CommandException;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.value.ElementType;
import io.peergrid.value.ScoreOrder;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set, or a set whose members have the score 1, as an operand.
 *
 * @param weight what its scores are multiplied with
 */
record Source(ElementEdit elements, boolean scored, double weight) implements Operand {

    /** @throws CommandException WRONG_TYPE */
    static Source read(Execution execution, Key key) {
        byte[] entry = execution.find(key);
        boolean plain = entry != null && ValueTag.typeOf(PackedEntry.tag(entry)) == ValueTag.SET;
        ElementEdit elements = execution.elements(key, plain ? ElementType.SET : ElementType.SORTED_SET);
        return new Source(elements, !plain, 1);
    }

    Source withWeight(double factor) {
        return new Source(elements, scored, factor);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public @Nullable Double score(Key member) {
        if (!scored) {
            return elements.contains(member) ? weight : null;
        }
        Double score = SortedSets.score(elements, member);
        return score == null ? null : score * weight;
    }

    @Override
    public void forEach(ObjDoubleConsumer<Key> visitor) {
        elements.forEach((member, payload) ->
                visitor.accept(Key.of(0, member), weight * (scored ? ScoreOrder.score(payload) : 1)));
    }
}
