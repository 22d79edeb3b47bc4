package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Execution;
import io.peergrid.command.MultiPop;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LMPOP numkeys key [key ...] LEFT|RIGHT [COUNT count], keys of one slot: takes elements off the first list that is there, and answers its key and them;
 * nil if there is none. O(keys), O(log n) and O(count). Errors: WRONGTYPE, syntax, numbers out of range.
 */
final class ListMultiPop extends MultiPop<ListEnd> {
    ListMultiPop(int number) {
        super(number, "LMPOP");
    }

    @Override
    protected ListEnd end(Arguments arguments, int index) {
        return ListEnd.of(arguments, index);
    }

    @Override
    protected @Nullable Value pop(Execution execution, Key key, ListEnd end, long most) {
        ListEdit list = ListEdit.of(execution, key);
        if (list.size() == 0) {
            return null;
        }
        List<ByteSlice> popped = end.pop(list, most);
        list.save();
        return ListAnswers.of(popped);
    }
}
