package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import java.util.Arrays;

/**
 * LREM key count element: removes elements equal to this one, the first ones, with a negative count the last ones, with 0 all, and answers how many.
 * O(n). Errors: WRONGTYPE, not an integer.
 */
final class ListRemove extends DataCommand {
    ListRemove(int number) {
        super(number, "LREM", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long count = arguments.whole(1);
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (list.size() == 0) {
            return Value.of(0);
        }
        int[] found = ListSearch.of(count).find(list, ListAnswers.same(arguments.stored(2)));
        Arrays.sort(found);
        // From behind, so that no removal moves what is still to be removed.
        for (int i = found.length; i > 0; ) {
            int run = 1;
            while (i - run > 0 && found[i - run - 1] == found[i - 1] - run) {
                run++;
            }
            list.remove(found[i - run], run);
            i -= run;
        }
        list.save();
        return Value.of(found.length);
    }
}
