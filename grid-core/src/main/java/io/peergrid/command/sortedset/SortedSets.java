package io.peergrid.command.sortedset;

import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.value.ElementForm;
import io.peergrid.value.ElementType;
import io.peergrid.value.OrderedView;
import io.peergrid.value.ScoreOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What many commands on sorted sets do. */
final class SortedSets {
    private SortedSets() {}

    static ElementEdit edit(Execution execution, Key key) {
        return execution.elements(key, ElementType.SORTED_SET);
    }

    /** In order, without the command's own changes. */
    static OrderedView stored(ElementEdit set) {
        return (OrderedView) set.stored();
    }

    /** Null if the member is not there. */
    static @Nullable Double score(ElementEdit set, Key member) {
        ByteSlice payload = set.payload(member);
        return payload == null ? null : ScoreOrder.score(payload);
    }

    static void put(ElementEdit set, Key member, double score) {
        set.put(member, ScoreOrder.payload(score));
    }

    /** Nil if there is none. */
    static Value answer(@Nullable Double score) {
        return score == null ? Value.nil() : new Value.Real(score);
    }

    static List<ByteSlice> elements(OrderedView set, Window window) {
        List<ByteSlice> elements = new ArrayList<>(window.size());
        set.visit(window.from(), window.to(), window.down(), elements::add);
        return elements;
    }

    /** Members, each with its score behind it if wanted. */
    static Value answer(List<ByteSlice> elements, boolean scores) {
        List<Value> answer = new ArrayList<>(elements.size() * (scores ? 2 : 1));
        for (ByteSlice element : elements) {
            answer.add(member(element));
            if (scores) {
                answer.add(score(element));
            }
        }
        return Value.of(answer);
    }

    static Value member(ByteSlice element) {
        return Value.of(ElementForm.SORTED_SET.member(element));
    }

    static Value score(ByteSlice element) {
        return new Value.Real(ScoreOrder.score(element));
    }
}
