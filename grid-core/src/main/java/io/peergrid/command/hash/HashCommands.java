package io.peergrid.command.hash;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on hashes, numbers 70 to 89. */
public final class HashCommands {
    public static final DataCommand SET = new HashSet(70);
    public static final DataCommand SET_IF_ABSENT = new HashSetIfAbsent(71);
    public static final DataCommand SET_ALL = new HashSetAll(72);
    public static final DataCommand GET = new HashGet(73);
    public static final DataCommand GET_ALL = new HashGetAll(74);
    public static final DataCommand MULTI_GET = new HashMultiGet(75);
    public static final DataCommand DELETE = new HashDelete(76);
    public static final DataCommand EXISTS = new HashExists(77);
    public static final DataCommand LENGTH = new HashLength(78);
    public static final DataCommand VALUE_LENGTH = new HashValueLength(79);
    public static final DataCommand KEYS = new HashKeys(80);
    public static final DataCommand VALUES = new HashValues(81);
    public static final DataCommand INCREMENT = new HashIncrement(82);
    public static final DataCommand INCREMENT_FLOAT = new HashIncrementFloat(83);
    public static final DataCommand RANDOM = new HashRandom(84);
    public static final DataCommand SCAN = new HashScan(85);

    public static final List<DataCommand> ALL = List.of(
            SET,
            SET_IF_ABSENT,
            SET_ALL,
            GET,
            GET_ALL,
            MULTI_GET,
            DELETE,
            EXISTS,
            LENGTH,
            VALUE_LENGTH,
            KEYS,
            VALUES,
            INCREMENT,
            INCREMENT_FLOAT,
            RANDOM,
            SCAN);

    private HashCommands() {}
}
