package io.peergrid.command.stream;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on streams, numbers 190 to 219. None of them waits. */
public final class StreamCommands {
    public static final DataCommand ADD = new StreamAdd(190);
    public static final DataCommand LENGTH = new StreamLength(191);
    public static final DataCommand RANGE = new StreamRange(192, "XRANGE", false);
    public static final DataCommand RANGE_FROM_END = new StreamRange(193, "XREVRANGE", true);
    public static final DataCommand DELETE = new StreamDelete(194);
    public static final DataCommand TRIM = new StreamTrim(195);
    public static final DataCommand READ = new StreamRead(196);
    public static final DataCommand SET_ID = new StreamSetId(197);
    public static final DataCommand INFO = new StreamInfo(198);
    public static final DataCommand GROUP = new GroupAdministration(199);
    public static final DataCommand READ_GROUP = new GroupRead(200);
    public static final DataCommand ACKNOWLEDGE = new GroupAcknowledge(201);
    public static final DataCommand PENDING = new GroupPending(202);
    public static final DataCommand CLAIM = new GroupClaim(203);
    public static final DataCommand AUTO_CLAIM = new GroupAutoClaim(204);

    public static final List<DataCommand> ALL = List.of(
            ADD,
            LENGTH,
            RANGE,
            RANGE_FROM_END,
            DELETE,
            TRIM,
            READ,
            SET_ID,
            INFO,
            GROUP,
            READ_GROUP,
            ACKNOWLEDGE,
            PENDING,
            CLAIM,
            AUTO_CLAIM);

    private StreamCommands() {}
}
