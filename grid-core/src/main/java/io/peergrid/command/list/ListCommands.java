package io.peergrid.command.list;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on lists, numbers 110 to 134. None of them waits: a call that does makes them again, see "Waiting" in the documentation. */
public final class ListCommands {
    public static final DataCommand PUSH_LEFT = new ListPushLeft(110);
    public static final DataCommand PUSH_RIGHT = new ListPushRight(111);
    public static final DataCommand PUSH_LEFT_IF_THERE = new ListPushLeftIfThere(112);
    public static final DataCommand PUSH_RIGHT_IF_THERE = new ListPushRightIfThere(113);
    public static final DataCommand POP_LEFT = new ListPopLeft(114);
    public static final DataCommand POP_RIGHT = new ListPopRight(115);
    public static final DataCommand LENGTH = new ListLength(116);
    public static final DataCommand INDEX = new ListIndex(117);
    public static final DataCommand SET = new ListSet(118);
    public static final DataCommand RANGE = new ListRange(119);
    public static final DataCommand INSERT = new ListInsert(120);
    public static final DataCommand REMOVE = new ListRemove(121);
    public static final DataCommand TRIM = new ListTrim(122);
    public static final DataCommand POSITION = new ListPosition(123);
    public static final DataCommand MOVE = new ListMove(124);
    public static final DataCommand POP_PUSH = new ListPopPush(125);
    public static final DataCommand MULTI_POP = new ListMultiPop(126);

    public static final List<DataCommand> ALL = List.of(
            PUSH_LEFT,
            PUSH_RIGHT,
            PUSH_LEFT_IF_THERE,
            PUSH_RIGHT_IF_THERE,
            POP_LEFT,
            POP_RIGHT,
            LENGTH,
            INDEX,
            SET,
            RANGE,
            INSERT,
            REMOVE,
            TRIM,
            POSITION,
            MOVE,
            POP_PUSH,
            MULTI_POP);

    private ListCommands() {}
}
