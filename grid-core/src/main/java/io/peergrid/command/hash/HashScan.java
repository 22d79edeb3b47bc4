package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.ScanOptions;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

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
        ScanOptions options = ScanOptions.read(arguments, 1);
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        List<Value> found = new ArrayList<>();
        return options.page(found, hash, element -> {
            found.add(Value.of(hash.form().member(element)));
            found.add(new Value.Stored(hash.form().payload(element)));
        });
    }
}
