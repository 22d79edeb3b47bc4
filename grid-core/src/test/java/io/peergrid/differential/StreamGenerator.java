package io.peergrid.differential;

import java.util.List;
import java.util.Random;

/** Times that entries are claimed to be old are multiples of 100 seconds, and those asked for are between them, so that the time a run takes does not matter. */
final class StreamGenerator extends Generator {
    private static final int AGE_MILLIS = 100_000;

    StreamGenerator() {
        super("stream");
    }

    @Override
    String show() {
        return "XRANGE - +";
    }

    /** Seldom the one whose groups are used. */
    @Override
    String otherKey(Random random) {
        return random.nextInt(3) == 0 ? key(random) : "k" + (1 + random.nextInt(4));
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        String grouped = groupedKey(random);
        return switch (random.nextInt(52)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ->
                words("XADD", key, addOptions(random), newId(random, nowMillis, key), fields(random));
            case 11 -> words("XLEN", key);
            case 12, 13 -> words("XRANGE", key, bound(random), bound(random), count(random));
            case 14, 15 -> words("XREVRANGE", key, bound(random), bound(random), count(random));
            case 16, 17 -> words("XDEL", key, some(random, 3, StreamGenerator::id));
            case 18 -> words("XTRIM", key, trim(random, 8));
            case 19, 20 -> words("XREAD", readOptions(random, false), "STREAMS", streams(random, false));
            case 21 -> words("XSETID", random.nextBoolean() ? key : grouped, setId(random));
            case 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 -> words("XGROUP", administration(random, grouped));
            case 32, 33, 34, 35, 36, 37, 38 ->
                words("XREADGROUP", readOptions(random, true), "STREAMS", streams(random, true));
            case 39, 40 -> words("XACK", grouped, group(random), some(random, 3, StreamGenerator::id));
            case 41, 42, 43 -> words("XPENDING", grouped, group(random), pending(random));
            case 44, 45, 46 ->
                words("XCLAIM", grouped, group(random), consumer(random), idle(random), claim(random, nowMillis));
            case 47, 48 ->
                words(
                        "XAUTOCLAIM",
                        grouped,
                        group(random),
                        consumer(random),
                        idle(random),
                        bound(random),
                        auto(random));
            default -> words("XINFO", info(random, random.nextBoolean() ? key : grouped));
        };
    }

    /** Few, so that groups are mostly there. */
    private static String groupedKey(Random random) {
        return random.nextInt(8) == 0 ? key(random) : "k0";
    }

    /** Mostly one that is there or near one. */
    private static String id(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> pick(random, "-", "+", "x", "", "1-", "-1", "1-x", "1--1", "+1", "01", " 1", "1-01", "$", "*");
            case 1 -> pick(random, "18446744073709551615-18446744073709551615", "18446744073709551616", "0", "0-0");
            case 2, 3, 4 -> String.valueOf(random.nextInt(52));
            case 5, 6, 7, 8, 9 -> random.nextInt(52) + "-" + random.nextInt(3);
            default -> "50-" + random.nextInt(30);
        };
    }

    /** Mostly above the last one; of one key that of the time. */
    private static String newId(Random random, long nowMillis, String key) {
        if (key.equals("k4") && random.nextInt(8) > 0) {
            return "*";
        }
        return switch (random.nextInt(24)) {
            case 0, 1 -> random.nextInt(52) + "-" + random.nextInt(4);
            case 2 -> pick(random, "0-0", "0-*", "0-1", "5-*-", "*-1", "5-**", "1-*");
            case 3 -> id(random);
            case 4, 5, 6, 7 -> random.nextInt(20, 51) + "-*";
            case 8 -> random.nextInt(8) == 0 ? nowMillis + 1_000_000 + "-5" : "50-*";
            default -> "50-*";
        };
    }

    private static List<String> fields(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> List.of("f", "y".repeat(random.nextInt(3_000)));
            case 1 -> some(random, 40, Generator::value);
            case 2 -> List.of("f");
            case 3, 4, 5, 6 -> List.of(member(random), value(random), member(random), value(random));
            default -> List.of("f", value(random));
        };
    }

    private static String[] addOptions(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> words(option(random, "NOMKSTREAM"));
            case 1, 2 -> trim(random, 20);
            case 3 -> words(option(random, "NOMKSTREAM"), trim(random, 20));
            default -> words();
        };
    }

    private static String[] trim(Random random, int most) {
        boolean byLength = random.nextBoolean();
        String strategy = option(random, byLength ? "MAXLEN" : "MINID");
        String threshold = random.nextInt(12) == 0
                ? id(random)
                : byLength ? String.valueOf(random.nextInt(most)) : random.nextInt(40, 51) + "-" + random.nextInt(10);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> words(strategy, "~", threshold);
            case 3 -> words(strategy, "~", threshold, option(random, "LIMIT"), String.valueOf(random.nextInt(4)));
            case 4, 5 -> words(strategy, "=", threshold);
            case 6 -> random.nextInt(3) == 0 ? words("LIMIT", "5", strategy, "~", threshold) : words(strategy, "1");
            case 7 ->
                random.nextInt(3) > 0
                        ? words(strategy, threshold)
                        : pick(
                                random,
                                words("MAXLEN", "5", "MINID", "5"),
                                words("LIMIT", "5"),
                                words("LIMIT", "0"),
                                words("MAXLEN", "5", "LIMIT", "1"),
                                words("MAXLEN", "~", "5", "LIMIT", "-1"),
                                words("MAXLEN", "-1"),
                                words("MAXLEN", "~"));
            default -> words(strategy, threshold);
        };
    }

    private static String bound(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> "-";
            case 2, 3 -> "+";
            case 4, 5 -> "(" + random.nextInt(52) + (random.nextBoolean() ? "" : "-1");
            case 6 ->
                random.nextInt(5) > 0
                        ? id(random)
                        : pick(random, "(", "(-", "(+", "(18446744073709551615-18446744073709551615", "(0-0", "((1");
            default -> id(random);
        };
    }

    private static List<String> count(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> List.of(option(random, "COUNT"), String.valueOf(random.nextInt(6)));
            case 3 ->
                random.nextInt(3) > 0
                        ? List.of()
                        : pick(
                                random,
                                List.of("COUNT"),
                                List.of("COUNT", "-1"),
                                List.of("COUNT", "x"),
                                List.of("COUNT", "0"),
                                List.of("COUNT", "1", "COUNT", "2"));
            default -> List.of();
        };
    }

    private static String[] readOptions(Random random, boolean grouped) {
        String[] group = (grouped && random.nextInt(40) > 0) || random.nextInt(60) == 0
                ? words(option(random, "GROUP"), group(random), consumer(random))
                : words();
        String[] count = random.nextInt(3) == 0
                ? words(option(random, "COUNT"), String.valueOf(random.nextInt(-1, 5)))
                : words();
        String[] block =
                switch (random.nextInt(60)) {
                    case 0 -> words("BLOCK", pick(random, "-1", "x", "1.5", ""));
                    case 1, 2 -> words("BLOCK", "1");
                    default -> words();
                };
        boolean unacknowledged = grouped ? random.nextInt(6) == 0 : random.nextInt(60) == 0;
        return words(group, count, block, unacknowledged ? words("NOACK") : words());
    }

    private static String[] streams(Random random, boolean grouped) {
        List<String> keys =
                some(random, random.nextInt(4) == 0 ? 3 : 1, grouped ? StreamGenerator::groupedKey : Generator::key);
        List<String> ids = some(random, 1, r -> lastSeen(r, grouped));
        while (ids.size() < keys.size()) {
            ids.add(lastSeen(random, grouped));
        }
        return words(keys, ids, random.nextInt(40) == 0 ? words("1") : words());
    }

    private static String lastSeen(Random random, boolean grouped) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(3) == 0 ? pick(random, "$", ">") : "0-0";
            case 1, 2, 3, 4 -> id(random);
            case 5, 6, 7, 8 -> "0";
            default -> grouped ? ">" : String.valueOf(random.nextInt(52));
        };
    }

    private static String group(Random random) {
        return random.nextInt(60) == 0 ? "none" : random.nextInt(16) == 0 ? "h" : "g";
    }

    private static String consumer(Random random) {
        return pick(random, "c", "d", "e", random.nextInt(4) == 0 ? "" : "c");
    }

    private static String[] setId(Random random) {
        String id = random.nextInt(16) == 0 ? id(random) : "50-" + random.nextInt(40, 90);
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                words(
                        id,
                        option(random, "ENTRIESADDED"),
                        String.valueOf(random.nextInt(12) == 0 ? -1 : random.nextInt(20, 60)));
            case 2, 3 -> words(id, option(random, "MAXDELETEDID"), id(random));
            case 4 -> words(id, "ENTRIESADDED", "20", "MAXDELETEDID", random.nextInt(50) + "-1");
            case 5 -> pick(random, words(id, "ENTRIESADDED"), words(id, "x"), words(id, "ENTRIESADDED", "x"));
            default -> words(id);
        };
    }

    private static String[] administration(Random random, String key) {
        String group = group(random);
        return switch (random.nextInt(32)) {
            case 0, 1, 2, 16, 17, 18 ->
                words("CREATE", key, group, from(random), option(random, "MKSTREAM"), read(random));
            case 4 -> words("CREATE", key, group, from(random), read(random));
            case 3, 5, 6, 7, 8 -> words("SETID", key, group, from(random), read(random));
            case 10 -> random.nextBoolean() ? words("DESTROY", key, group) : words("SETID", key, group, "0");
            case 9, 11, 12 -> words("CREATECONSUMER", key, group, consumer(random));
            case 13 -> words("DELCONSUMER", key, group, consumer(random));
            case 14, 19, 20, 21, 22 -> words("createconsumer", key, group, consumer(random));
            case 15 ->
                pick(
                        random,
                        words("BOGUS", key, group),
                        words("CREATE", key),
                        words("CREATE", key, group, "0", "x"),
                        words("SETID", key, group, "0", "ENTRIESREAD"),
                        words("DESTROY", key, group, "x"),
                        words("DELCONSUMER", key, group));
            default -> words("SETID", key, group, from(random), read(random));
        };
    }

    private static String from(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextBoolean() ? id(random) : "$";
            default -> random.nextBoolean() ? "0" : "50-" + random.nextInt(30);
        };
    }

    private static String[] read(Random random) {
        return random.nextInt(5) > 0
                ? words()
                : words(
                        option(random, "ENTRIESREAD"),
                        random.nextInt(8) == 0 ? pick(random, "x", "-1", "-2") : String.valueOf(random.nextInt(40)));
    }

    private static String idle(Random random) {
        return switch (random.nextInt(36)) {
            case 0 -> pick(random, "x", "", "-1", "9223372036854775808");
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> String.valueOf(AGE_MILLIS / 2 + AGE_MILLIS * random.nextInt(3));
            default -> "0";
        };
    }

    private static String[] pending(Random random) {
        String count = random.nextInt(15) == 0 ? pick(random, "x", "-1", "0") : String.valueOf(1 + random.nextInt(20));
        String[] range = words(bound(random), bound(random), count);
        return switch (random.nextInt(12)) {
            case 0, 1 -> words();
            case 2, 3 -> range;
            case 4, 5 -> words("-", "+", "10", consumer(random));
            case 6, 7 -> words(option(random, "IDLE"), idle(random), "-", "+", "10");
            case 8 -> words("IDLE", idle(random), range, consumer(random));
            case 9 -> pick(random, words("-"), words("-", "+"), words("IDLE", "0", "-", "+"), words("-", "+", "10"));
            default -> words("-", "+", "10");
        };
    }

    private static String[] claim(Random random, long nowMillis) {
        List<String> ids = some(random, 4, r -> r.nextInt(6) == 0 ? r.nextInt(52) + "-1" : "50-" + r.nextInt(30));
        String age = String.valueOf(AGE_MILLIS * random.nextInt(4));
        String[] when =
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> words(option(random, "IDLE"), age);
                    case 3 -> words(option(random, "TIME"), String.valueOf(nowMillis - Long.parseLong(age)));
                    case 4 -> words("TIME", pick(random, "0", "-5", "x", String.valueOf(nowMillis + 9_000_000)));
                    default -> words();
                };
        String[] deliveries = random.nextInt(4) == 0
                ? words(option(random, "RETRYCOUNT"), pick(random, "0", "5", "-3", "x"))
                : words();
        String[] last = random.nextInt(10) == 0 ? words("LASTID", id(random)) : words();
        String[] force = random.nextInt(3) > 0 ? words("FORCE") : words();
        String[] just = random.nextInt(3) == 0 ? words("JUSTID") : words();
        return words(ids, when, deliveries, force, just, last);
    }

    private static String[] auto(Random random) {
        String[] just = random.nextInt(3) == 0 ? words(option(random, "JUSTID")) : words();
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> words(option(random, "COUNT"), String.valueOf(1 + random.nextInt(4)), just);
            case 3 ->
                random.nextInt(3) > 0 ? just : words("COUNT", pick(random, "0", "-1", "x", "9223372036854775807"));
            default -> just;
        };
    }

    private static String[] info(Random random, String key) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> words("STREAM", key);
            case 3, 4 -> words("stream", key, option(random, "FULL"));
            case 5 -> words("STREAM", key, "FULL", option(random, "COUNT"), String.valueOf(random.nextInt(-1, 4)));
            case 6, 7, 8 -> words("GROUPS", key);
            case 9, 10 -> words("CONSUMERS", key, group(random));
            default ->
                pick(
                        random,
                        words("BOGUS", key),
                        words("STREAM"),
                        words("STREAM", key, "FULL", "COUNT"),
                        words("GROUPS", key, "x"),
                        words("STREAM", key, "FULL", "COUNT", "x"));
        };
    }
}
