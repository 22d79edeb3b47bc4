package io.peergrid.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ranges of members are asked of keys whose scores are all the same: of others Redis leaves the answer open. */
final class SortedSetGenerator extends Generator {
    SortedSetGenerator() {
        super("zset");
    }

    @Override
    String show() {
        return "ZRANGE 0 -1 WITHSCORES";
    }

    @Override
    String[] next(Random random, long nowMillis) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> change(random);
            case 6, 7, 8, 9 -> look(random);
            case 10, 11, 12 -> range(random);
            case 13, 14 -> ofMembers(random);
            default -> combination(random);
        };
    }

    private static String[] change(Random random) {
        String key = key(random);
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> words("ZADD", key, pairs(random, random.nextInt(20) == 0 ? 300 : 8));
            case 3, 4 -> words("ZADD", key, options(random), pairs(random, 2));
            case 5, 6 -> words("ZINCRBY", key, score(random), member(random));
            case 7, 8 -> words("ZREM", key, some(random, 4, Generator::member));
            case 9, 10, 11 -> words(pick(random, "ZPOPMIN", "ZPOPMAX"), key, count(random));
            case 12, 13 -> words("ZMPOP", pops(random));
            case 14, 15 -> words("ZREMRANGEBYRANK", key, rank(random), rank(random));
            case 16, 17 -> words("ZREMRANGEBYSCORE", key, bound(random), bound(random));
            case 18 -> words("SADD", "f" + random.nextInt(3), some(random, 6, Generator::member));
            default -> words("ZADD", "n" + random.nextInt(3), many(random));
        };
    }

    private static String[] look(Random random) {
        String key = key(random);
        return switch (random.nextInt(16)) {
            case 0, 1 -> words("ZCARD", key);
            case 2, 3 -> words("ZSCORE", key, member(random));
            case 4, 5 -> words("ZMSCORE", key, some(random, 4, Generator::member));
            case 6, 7, 8, 9 -> words(pick(random, "ZRANK", "ZREVRANK"), key, member(random));
            case 10, 11 -> words("ZCOUNT", key, bound(random), bound(random));
            case 12, 13 -> words("ZRANDMEMBER", key, choice(random));
            default -> words("ZSCAN", key, random.nextInt(20) == 0 ? "x" : "0", HashGenerator.scan(random));
        };
    }

    private static String[] range(Random random) {
        String key = key(random);
        return switch (random.nextInt(12)) {
            case 0 -> words("ZRANGE", key, rank(random), rank(random), rangeOptions(random, "REV", "WITHSCORES"));
            case 1 ->
                words(
                        "ZRANGE",
                        key,
                        bound(random),
                        bound(random),
                        "BYSCORE",
                        rangeOptions(random, "REV", "WITHSCORES", "LIMIT"));
            case 2 ->
                words(
                        "ZRANGE",
                        same(random),
                        place(random),
                        place(random),
                        "BYLEX",
                        rangeOptions(random, "REV", "LIMIT"));
            case 3, 4 -> words("ZREVRANGE", key, rank(random), rank(random), rangeOptions(random, "WITHSCORES"));
            case 5, 6, 7, 8 ->
                words(
                        pick(random, "ZRANGEBYSCORE", "ZREVRANGEBYSCORE"),
                        key,
                        bound(random),
                        bound(random),
                        rangeOptions(random, "WITHSCORES", "LIMIT"));
            case 9 -> words("ZRANGESTORE", key, key(random), rank(random), rank(random), rangeOptions(random, "REV"));
            case 10 ->
                words(
                        "ZRANGESTORE",
                        key,
                        key(random),
                        bound(random),
                        bound(random),
                        rangeOptions(random, "BYSCORE", "REV", "LIMIT"));
            default ->
                words(
                        "ZRANGESTORE",
                        same(random),
                        same(random),
                        place(random),
                        place(random),
                        "BYLEX",
                        rangeOptions(random, "REV", "LIMIT"));
        };
    }

    private static String[] ofMembers(Random random) {
        String key = same(random);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> words("ZLEXCOUNT", key, place(random), place(random));
            case 3, 4, 5, 6, 7 ->
                words(
                        pick(random, "ZRANGEBYLEX", "ZREVRANGEBYLEX"),
                        key,
                        place(random),
                        place(random),
                        rangeOptions(random, "LIMIT"));
            case 8, 9, 10 -> words("ZREMRANGEBYLEX", key, place(random), place(random));
            case 11 -> random.nextInt(4) == 0 ? words("SET", key, "text") : words("DEL", key);
            default -> words("ZADD", key, many(random));
        };
    }

    private static String[] combination(Random random) {
        List<String> keys = some(random, 3, SortedSetGenerator::operand);
        String count = random.nextInt(25) == 0 ? pick(random, "0", "-1", "x", "5") : String.valueOf(keys.size());
        return switch (random.nextInt(9)) {
            case 0 -> words("ZUNION", count, keys, weights(random, keys.size()), scores(random));
            case 1 -> words("ZINTER", count, keys, weights(random, keys.size()), scores(random));
            case 2 -> words("ZDIFF", count, keys, scores(random));
            case 3 -> words("ZINTERCARD", count, keys, limit(random));
            case 4, 5 -> words("ZUNIONSTORE", key(random), count, keys, weights(random, keys.size()));
            case 6, 7 -> words("ZINTERSTORE", key(random), count, keys, weights(random, keys.size()));
            default -> words("ZDIFFSTORE", key(random), count, keys);
        };
    }

    /** Few different ones, so that members share them; some at the edges. */
    private static String score(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> real(random);
            case 1 -> random.nextInt(3) == 0 ? pick(random, "inf", "-inf", "-0", "1e300", "nan") : "2.5";
            case 2, 3 -> String.valueOf(random.nextInt(-40, 40) / 8.0);
            default -> String.valueOf(random.nextInt(-3, 12));
        };
    }

    private static List<String> pairs(Random random, int most) {
        List<String> pairs = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            // What makes many at once is to be refused seldom.
            pairs.add(most > 10 ? String.valueOf(random.nextInt(20)) : score(random));
            pairs.add(member(random));
        }
        if (random.nextInt(30) == 0) {
            pairs.add("odd");
        }
        return pairs;
    }

    private static List<String> options(Random random) {
        return some(random, 2, any -> option(any, pick(any, "NX", "XX", "GT", "LT", "CH", "CH", "INCR")));
    }

    private static List<String> count(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> List.of();
            case 3 -> List.of(pick(random, "x", "-1", "1000", "9223372036854775807"));
            default -> List.of(String.valueOf(random.nextInt(4)));
        };
    }

    private static String[] pops(Random random) {
        List<String> keys = some(random, 3, Generator::key);
        String count = random.nextInt(15) == 0 ? pick(random, "0", "-1", "x", "9") : String.valueOf(keys.size());
        String side = random.nextInt(20) == 0 ? "MIDDLE" : pick(random, "MIN", "MAX", "min");
        return switch (random.nextInt(4)) {
            case 0 -> words(count, keys, side, option(random, "COUNT"), pick(random, "1", "2", "3", "100", "0"));
            case 1 ->
                random.nextInt(5) == 0 ? words(count, keys, side, "COUNT") : words(count, keys, side, "COUNT", "2");
            default -> words(count, keys, side);
        };
    }

    private static String rank(Random random) {
        return random.nextInt(30) == 0 ? whole(random) : String.valueOf(random.nextInt(-12, 12));
    }

    private static String bound(Random random) {
        return switch (random.nextInt(40)) {
            case 0 ->
                pick(random, "", "(", "((1", "abc", "1 ", " 1", "( 1", "(nan", "1e5000", "+", "(\u00001", "1\u0000x");
            case 1, 2, 3, 4 -> "-inf";
            case 5, 6, 7, 8 -> "+inf";
            case 9 -> "(inf";
            case 10, 11, 12, 13, 14, 15, 16 -> "(" + random.nextInt(-3, 12);
            case 17, 18 -> score(random);
            default -> String.valueOf(random.nextInt(-30, 100) / 8.0);
        };
    }

    /** An end of a range of members. */
    private static String place(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> pick(random, "", "m1", "++", "-x", "5", "[", "(", "+\u0000");
            case 1, 2, 3, 4, 5 -> "-";
            case 6, 7, 8, 9, 10 -> "+";
            case 11, 12, 13, 14, 15, 16 -> "(" + member(random);
            case 17 -> "[" + member(random) + "\u0000";
            case 18 -> "(z";
            default -> "[" + member(random);
        };
    }

    /** A key whose scores are all the same. */
    private static String same(Random random) {
        return "n" + random.nextInt(3);
    }

    private static List<String> many(Random random) {
        List<String> pairs = new ArrayList<>();
        for (String member : some(random, random.nextInt(20) == 0 ? 250 : 8, Generator::member)) {
            pairs.add("0");
            pairs.add(member);
        }
        return pairs;
    }

    private static List<String> rangeOptions(Random random, String... names) {
        List<String> options = new ArrayList<>();
        for (String name : names) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            if (name.equals("LIMIT")) {
                options.add(option(random, "LIMIT"));
                options.add(random.nextInt(25) == 0 ? pick(random, "x", "-1", "1000") : "" + random.nextInt(4));
                options.add(random.nextInt(25) == 0 ? "x" : pick(random, "-1", "-5", "0", "1", "2", "5", "100"));
            } else {
                options.add(option(random, name));
            }
        }
        return options;
    }

    private static List<String> choice(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(String.valueOf(random.nextInt(-8, 12)), option(random, "WITHSCORES"));
            case 2 -> List.of(random.nextInt(4) == 0 ? pick(random, "x", "", "1.5") : "500");
            default -> List.of(String.valueOf(random.nextInt(-8, 12)));
        };
    }

    private static String operand(Random random) {
        return random.nextInt(4) == 0 ? "f" + random.nextInt(3) : key(random);
    }

    private static List<String> weights(Random random, int operands) {
        List<String> options = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            options.add(option(random, "WEIGHTS"));
            for (int i = random.nextInt(20) == 0 ? 1 : 0; i < operands; i++) {
                options.add(random.nextInt(12) == 0 ? score(random) : "" + random.nextInt(-2, 4));
            }
        }
        if (random.nextInt(3) == 0) {
            options.add(option(random, "AGGREGATE"));
            options.add(option(random, pick(random, "SUM", "MIN", "MAX")));
        }
        return options;
    }

    private static List<String> scores(Random random) {
        return random.nextInt(2) == 0 ? List.of(option(random, "WITHSCORES")) : List.of();
    }

    private static List<String> limit(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(option(random, "LIMIT"), pick(random, "0", "1", "2", "100"));
            case 1 -> List.of("LIMIT", pick(random, "2", "2", "3", "-1", "x"));
            default -> List.of();
        };
    }
}
