package io.peergrid.command.set;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on sets, numbers 90 to 109. */
public final class SetCommands {
    public static final DataCommand ADD = new SetAdd(90);
    public static final DataCommand REMOVE = new SetRemove(91);
    public static final DataCommand CONTAINS = new SetContains(92);
    public static final DataCommand CONTAINS_EACH = new SetContainsEach(93);
    public static final DataCommand SIZE = new SetSize(94);
    public static final DataCommand MEMBERS = new SetMembers(95);
    public static final DataCommand MOVE = new SetMove(96);
    public static final DataCommand POP = new SetPop(97);
    public static final DataCommand RANDOM = new SetRandom(98);
    public static final DataCommand INTERSECT = new SetIntersect(99);
    public static final DataCommand UNION = new SetUnion(100);
    public static final DataCommand DIFFERENCE = new SetDifference(101);
    public static final DataCommand INTERSECT_STORE = new SetIntersectStore(102);
    public static final DataCommand UNION_STORE = new SetUnionStore(103);
    public static final DataCommand DIFFERENCE_STORE = new SetDifferenceStore(104);
    public static final DataCommand INTERSECT_SIZE = new SetIntersectSize(105);
    public static final DataCommand SCAN = new SetScan(106);

    public static final List<DataCommand> ALL = List.of(
            ADD,
            REMOVE,
            CONTAINS,
            CONTAINS_EACH,
            SIZE,
            MEMBERS,
            MOVE,
            POP,
            RANDOM,
            INTERSECT,
            UNION,
            DIFFERENCE,
            INTERSECT_STORE,
            UNION_STORE,
            DIFFERENCE_STORE,
            INTERSECT_SIZE,
            SCAN);

    private SetCommands() {}
}
