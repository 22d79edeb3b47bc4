package io.peergrid.command.hyperloglog;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on HyperLogLogs, numbers 175 to 179. */
public final class HyperLogLogCommands {
    public static final DataCommand ADD = new HyperLogLogAdd(175);
    public static final DataCommand COUNT = new HyperLogLogCount(176);
    public static final DataCommand MERGE = new HyperLogLogMerge(177);

    public static final List<DataCommand> ALL = List.of(ADD, COUNT, MERGE);

    private HyperLogLogCommands() {}
}
