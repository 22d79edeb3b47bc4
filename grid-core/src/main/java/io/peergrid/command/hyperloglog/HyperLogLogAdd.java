package io.peergrid.command.hyperloglog;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/**
 * PFADD key [element ...]: adds elements; 1 if that changed what is counted, or if the key is new. O(1) an element, with a constant that is the value's size of 12 KiB
 * at most. Errors: WRONGTYPE, no HyperLogLog.
 */
final class HyperLogLogAdd extends DataCommand {
    HyperLogLogAdd(int number) {
        super(number, "PFADD", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        Sketch present = HyperLogLogs.find(execution, key);
        Sketch sketch = present == null ? Sketch.empty() : present;
        boolean changed = present == null;
        for (int i = 1; i < arguments.count(); i++) {
            changed |= sketch.add(arguments.bytes(i));
        }
        if (changed) {
            sketch.changed();
            execution.put(key, StringValues.raw(sketch.toBytes()), Expiry.KEEP);
        }
        return Value.of(changed);
    }
}
