package io.peergrid.command.hyperloglog;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * PFCOUNT key [key ...], of one slot: how many different elements were added, to any of them if there are several, with a standard error of 0.81 %. O(1) a key, with a constant
 * of 16,384 registers. Errors: WRONGTYPE, no HyperLogLog.
 */
final class HyperLogLogCount extends DataCommand {
    HyperLogLogCount(int number) {
        super(number, "PFCOUNT", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() == 1) {
            Sketch only = HyperLogLogs.find(execution, arguments.key(0));
            return Value.of(only == null ? 0 : only.count());
        }
        Registers union = new Registers();
        for (int i = 0; i < arguments.count(); i++) {
            Sketch one = HyperLogLogs.find(execution, arguments.key(i));
            if (one != null) {
                one.mergeInto(union);
            }
        }
        return Value.of(union.estimate());
    }
}
