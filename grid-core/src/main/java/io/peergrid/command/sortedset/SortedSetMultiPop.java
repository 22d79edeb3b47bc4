package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.MultiPop;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ZMPOP numkeys key [key ...] MIN|MAX [COUNT count], keys of one slot: pops from the first sorted set that is there; its key, and a list of members each with its score;
 * nil if none is there. O(k + m log n) for k keys and m members. Errors: WRONGTYPE, syntax, numbers out of range.
 */
final class SortedSetMultiPop extends MultiPop<Boolean> {
    SortedSetMultiPop(int number) {
        super(number, "ZMPOP");
    }

    /** Whether it is the highest. */
    @Override
    protected Boolean end(Arguments arguments, int index) {
        return switch (arguments.word(index)) {
            case "MIN" -> false;
            case "MAX" -> true;
            default -> throw CommandException.syntax();
        };
    }

    @Override
    protected @Nullable Value pop(Execution execution, Key key, Boolean highest, long most) {
        ElementEdit set = SortedSets.edit(execution, key);
        if (set.size() == 0) {
            return null;
        }
        List<Value> pairs = new ArrayList<>();
        for (ByteSlice element : SortedSetPop.pop(set, most, highest)) {
            pairs.add(Value.of(List.of(SortedSets.member(element), SortedSets.score(element))));
        }
        return Value.of(pairs);
    }
}
