package io.peergrid.command.string;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on strings and numbers, numbers 20 to 49. */
public final class StringCommands {
    public static final DataCommand GET = new StringGet(20);
    public static final DataCommand SET = new StringSet(21);
    public static final DataCommand SET_IF_ABSENT = new StringSetIfAbsent(22);
    public static final DataCommand SET_SECONDS = new StringSetSeconds(23);
    public static final DataCommand SET_MILLIS = new StringSetMillis(24);
    public static final DataCommand GET_SET = new StringGetSet(25);
    public static final DataCommand GET_DELETE = new StringGetDelete(26);
    public static final DataCommand GET_EXPIRE = new StringGetExpire(27);
    public static final DataCommand MULTI_GET = new StringMultiGet(28);
    public static final DataCommand MULTI_SET = new StringMultiSet(29);
    public static final DataCommand MULTI_SET_IF_ABSENT = new StringMultiSetIfAbsent(30);
    public static final DataCommand APPEND = new StringAppend(31);
    public static final DataCommand LENGTH = new StringLength(32);
    public static final DataCommand RANGE = new StringRange(33);
    public static final DataCommand SUBSTRING = new StringSubstring(34);
    public static final DataCommand SET_RANGE = new StringSetRange(35);
    public static final DataCommand INCREMENT = new NumberIncrement(36);
    public static final DataCommand DECREMENT = new NumberDecrement(37);
    public static final DataCommand INCREMENT_BY = new NumberIncrementBy(38);
    public static final DataCommand DECREMENT_BY = new NumberDecrementBy(39);
    public static final DataCommand INCREMENT_FLOAT = new NumberIncrementFloat(40);

    public static final List<DataCommand> ALL = List.of(
            GET,
            SET,
            SET_IF_ABSENT,
            SET_SECONDS,
            SET_MILLIS,
            GET_SET,
            GET_DELETE,
            GET_EXPIRE,
            MULTI_GET,
            MULTI_SET,
            MULTI_SET_IF_ABSENT,
            APPEND,
            LENGTH,
            RANGE,
            SUBSTRING,
            SET_RANGE,
            INCREMENT,
            DECREMENT,
            INCREMENT_BY,
            DECREMENT_BY,
            INCREMENT_FLOAT);

    private StringCommands() {}
}
