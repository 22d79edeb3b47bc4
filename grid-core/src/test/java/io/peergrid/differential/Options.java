package io.peergrid.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options of Redis's commands, and the words of which one has to be chosen: each has to be given often enough. */
final class Options {
    private static final List<String> EXPIRY = List.of("EX", "PX", "EXAT", "PXAT");
    private static final List<String> CONDITIONS = List.of("NX", "XX", "GT", "LT");
    private static final List<String> SCAN = List.of("MATCH", "COUNT");
    private static final List<String> ALGEBRA = List.of("WEIGHTS", "AGGREGATE", "SUM", "MIN", "MAX");

    /** By the command's name. */
    static final Map<String, List<String>> OF = new TreeMap<>();

    static {
        put(EXPIRY, "SET", "GETEX");
        put(List.of("NX", "XX", "GET", "KEEPTTL"), "SET");
        put(List.of("PERSIST"), "GETEX");
        put(CONDITIONS, "EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT", "ZADD");
        put(List.of("REPLACE"), "COPY");
        put(List.of("BIT", "BYTE"), "BITCOUNT", "BITPOS");
        put(List.of("AND", "OR", "XOR", "NOT"), "BITOP");
        put(List.of("WITHVALUES"), "HRANDFIELD");
        put(SCAN, "HSCAN", "SSCAN", "ZSCAN");
        put(List.of("BEFORE", "AFTER"), "LINSERT");
        put(List.of("LEFT", "RIGHT"), "LMOVE", "LMPOP");
        put(List.of("RANK", "COUNT", "MAXLEN"), "LPOS");
        put(List.of("COUNT"), "LMPOP", "ZMPOP", "XRANGE", "XREVRANGE", "XREAD", "XREADGROUP", "XAUTOCLAIM");
        put(List.of("LIMIT"), "SINTERCARD", "ZINTERCARD", "ZRANGEBYLEX", "ZREVRANGEBYLEX", "XADD", "XTRIM");
        put(List.of("CH", "INCR"), "ZADD");
        put(List.of("BYSCORE", "BYLEX", "REV", "LIMIT"), "ZRANGE", "ZRANGESTORE");
        put(List.of("WITHSCORES"), "ZRANGE", "ZREVRANGE", "ZUNION", "ZINTER", "ZDIFF", "ZRANDMEMBER");
        put(List.of("WITHSCORES", "LIMIT"), "ZRANGEBYSCORE", "ZREVRANGEBYSCORE");
        put(ALGEBRA, "ZUNION", "ZINTER", "ZUNIONSTORE", "ZINTERSTORE");
        put(List.of("MIN", "MAX"), "ZMPOP");
        put(List.of("MAXLEN", "MINID"), "XADD", "XTRIM");
        put(List.of("NOMKSTREAM"), "XADD");
        put(List.of("NOACK"), "XREADGROUP");
        put(List.of("IDLE"), "XPENDING", "XCLAIM");
        put(List.of("TIME", "RETRYCOUNT", "FORCE", "JUSTID"), "XCLAIM");
        put(List.of("JUSTID"), "XAUTOCLAIM");
    }

    private Options() {}

    private static void put(List<String> options, String... commands) {
        for (String command : commands) {
            OF.merge(command, options, (some, more) -> {
                List<String> all = new ArrayList<>(some);
                all.addAll(more);
                return List.copyOf(all);
            });
        }
    }
}
