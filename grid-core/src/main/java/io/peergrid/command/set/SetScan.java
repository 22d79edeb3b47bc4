package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.ScanOptions;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/**
 * SSCAN key cursor [MATCH pattern] [COUNT count]: a page of members and the next cursor, 0 at the end. A member that is present throughout comes at least
 * once. O(count). Errors: WRONGTYPE, syntax, invalid cursor.
 */
final class SetScan extends DataCommand {
    SetScan(int number) {
        super(number, "SSCAN", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return ScanOptions.page(execution, arguments, ElementType.SET, (found, member) -> found.add(Value.of(member)));
    }
}
