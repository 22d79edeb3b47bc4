package io.peergrid.command.sortedset;

import io.peergrid.command.DataCommand;
import io.peergrid.command.sortedset.ElementRange.Kind;
import java.util.List;

/** Redis's commands on sorted sets, numbers 135 to 174. */
public final class SortedSetCommands {
    public static final DataCommand ADD = new SortedSetAdd(135, "ZADD", 3, false);
    public static final DataCommand INCREMENT = new SortedSetAdd(136, "ZINCRBY", -3, true);
    public static final DataCommand REMOVE = new SortedSetRemove(137);
    public static final DataCommand SIZE = new SortedSetSize(138);
    public static final DataCommand SCORE = new SortedSetScore(139);
    public static final DataCommand SCORES = new SortedSetScores(140);
    public static final DataCommand RANK = new SortedSetRank(141, "ZRANK", false);
    public static final DataCommand RANK_FROM_TOP = new SortedSetRank(142, "ZREVRANK", true);
    public static final DataCommand COUNT = new SortedSetCount(143, "ZCOUNT", Kind.SCORE);
    public static final DataCommand COUNT_MEMBERS = new SortedSetCount(144, "ZLEXCOUNT", Kind.MEMBER);
    public static final DataCommand RANGE = new SortedSetRange(145, "ZRANGE", null, null);
    public static final DataCommand RANGE_FROM_TOP = new SortedSetRange(146, "ZREVRANGE", Kind.RANK, true);
    public static final DataCommand RANGE_BY_SCORE = new SortedSetRange(147, "ZRANGEBYSCORE", Kind.SCORE, false);
    public static final DataCommand RANGE_BY_SCORE_FROM_TOP =
            new SortedSetRange(148, "ZREVRANGEBYSCORE", Kind.SCORE, true);
    public static final DataCommand RANGE_BY_MEMBER = new SortedSetRange(149, "ZRANGEBYLEX", Kind.MEMBER, false);
    public static final DataCommand RANGE_BY_MEMBER_FROM_TOP =
            new SortedSetRange(150, "ZREVRANGEBYLEX", Kind.MEMBER, true);
    public static final DataCommand RANGE_STORE = new SortedSetRangeStore(151);
    public static final DataCommand REMOVE_RANGE = new SortedSetRemoveRange(152, "ZREMRANGEBYRANK", Kind.RANK);
    public static final DataCommand REMOVE_BY_SCORE = new SortedSetRemoveRange(153, "ZREMRANGEBYSCORE", Kind.SCORE);
    public static final DataCommand REMOVE_BY_MEMBER = new SortedSetRemoveRange(154, "ZREMRANGEBYLEX", Kind.MEMBER);
    public static final DataCommand POP_LOWEST = new SortedSetPop(155, "ZPOPMIN", false);
    public static final DataCommand POP_HIGHEST = new SortedSetPop(156, "ZPOPMAX", true);
    public static final DataCommand MULTI_POP = new SortedSetMultiPop(157);
    public static final DataCommand RANDOM = new SortedSetRandom(158);
    public static final DataCommand SCAN = new SortedSetScan(159);
    public static final DataCommand UNION = new SortedSetCombine(160, "ZUNION", Operation.UNION);
    public static final DataCommand INTERSECT = new SortedSetCombine(161, "ZINTER", Operation.INTERSECTION);
    public static final DataCommand DIFFERENCE = new SortedSetCombine(162, "ZDIFF", Operation.DIFFERENCE);
    public static final DataCommand UNION_STORE = new SortedSetCombineStore(163, "ZUNIONSTORE", Operation.UNION);
    public static final DataCommand INTERSECT_STORE =
            new SortedSetCombineStore(164, "ZINTERSTORE", Operation.INTERSECTION);
    public static final DataCommand DIFFERENCE_STORE =
            new SortedSetCombineStore(165, "ZDIFFSTORE", Operation.DIFFERENCE);
    public static final DataCommand INTERSECT_SIZE = new SortedSetIntersectSize(166);

    public static final List<DataCommand> ALL = List.of(
            ADD,
            INCREMENT,
            REMOVE,
            SIZE,
            SCORE,
            SCORES,
            RANK,
            RANK_FROM_TOP,
            COUNT,
            COUNT_MEMBERS,
            RANGE,
            RANGE_FROM_TOP,
            RANGE_BY_SCORE,
            RANGE_BY_SCORE_FROM_TOP,
            RANGE_BY_MEMBER,
            RANGE_BY_MEMBER_FROM_TOP,
            RANGE_STORE,
            REMOVE_RANGE,
            REMOVE_BY_SCORE,
            REMOVE_BY_MEMBER,
            POP_LOWEST,
            POP_HIGHEST,
            MULTI_POP,
            RANDOM,
            SCAN,
            UNION,
            INTERSECT,
            DIFFERENCE,
            UNION_STORE,
            INTERSECT_STORE,
            DIFFERENCE_STORE,
            INTERSECT_SIZE);

    private SortedSetCommands() {}
}
