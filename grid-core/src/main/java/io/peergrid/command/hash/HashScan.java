package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.ScanOptions;
import io.peergrid.command.Value;
import io.peergrid.value.ElementForm;
import io.peergrid.value.ElementType;

/**
 * HSCAN key cursor [MATCH pattern] [COUNT count]: a page of fields with their values, and the next cursor, 0 at the end. A field that is
 * present throughout comes at least once. O(count). Errors: WRONGTYPE, syntax, invalid cursor.
 */
final class HashScan extends DataCommand {
    HashScan(int number) {
        super(number, "HSCAN", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return ScanOptions.page(execution, arguments, ElementType.HASH, (found, element) -> {
            found.add(Value.of(ElementForm.HASH.member(element)));
            found.add(new Value.Stored(ElementForm.HASH.payload(element)));
        });
    }
}
