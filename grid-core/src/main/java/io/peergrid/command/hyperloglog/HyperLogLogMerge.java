package io.peergrid.command.hyperloglog;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import org.jspecify.annotations.Nullable;

/**
 * PFMERGE destination [source ...], keys of one slot: lets the destination count what it and the sources count; OK. O(1) a key, with a constant of 16,384
 * registers. Errors: WRONGTYPE, no HyperLogLog.
 */
final class HyperLogLogMerge extends DataCommand {
    HyperLogLogMerge(int number) {
        super(number, "PFMERGE", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Registers union = new Registers();
        boolean dense = false;
        Sketch target = null;
        for (int i = 0; i < arguments.count(); i++) {
            Sketch one = HyperLogLogs.find(execution, arguments.key(i));
            if (one != null) {
                one.mergeInto(union);
                dense |= one.isDense();
                target = i == 0 ? one : target;
            }
        }
        Sketch merged = merged(target, union, dense);
        execution.put(arguments.key(0), StringValues.raw(merged.toBytes()), Expiry.KEEP);
        return Value.ok();
    }

    private static Sketch merged(@Nullable Sketch target, Registers union, boolean dense) {
        Sketch merged = target == null ? Sketch.empty() : target;
        if (dense) {
            merged.toDense();
        }
        for (int i = 0; i < Registers.COUNT; i++) {
            if (union.value(i) > 0) {
                merged.raise(i, union.value(i));
            }
        }
        merged.changed();
        return merged;
    }
}
