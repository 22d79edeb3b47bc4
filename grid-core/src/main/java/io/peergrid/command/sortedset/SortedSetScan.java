package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.ScanOptions;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/**
 * ZSCAN key cursor [MATCH pattern] [COUNT count]: a page of members with their scores, in no order of scores, and the next cursor, 0 at the end. A member that is present throughout
 * comes at least once. O(count). Errors: WRONGTYPE, syntax, invalid cursor.
 */
final class SortedSetScan extends DataCommand {
    SortedSetScan(int number) {
        super(number, "ZSCAN", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return ScanOptions.page(execution, arguments, ElementType.SORTED_SET, (found, element) -> {
            found.add(SortedSets.member(element));
            found.add(SortedSets.score(element));
        });
    }
}
