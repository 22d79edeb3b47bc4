package io.peergrid.differential;

import java.util.List;
import java.util.Random;

final class ListGenerator extends Generator {
    ListGenerator() {
        super("list");
    }

    @Override
    String show() {
        return "LRANGE 0 -1";
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3 -> words(pick(random, "LPUSH", "RPUSH"), key, elements(random));
            case 4, 5 -> words(pick(random, "LPUSHX", "RPUSHX"), key, elements(random));
            case 6, 7, 8 -> words(pick(random, "LPOP", "RPOP"), key, count(random));
            case 9 -> words("LLEN", key);
            case 10, 11 -> words("LINDEX", key, index(random));
            case 12, 13, 14 -> words("LSET", key, place(random), element(random));
            case 15, 16 -> words("LRANGE", key, index(random), index(random));
            case 17, 18 ->
                words("LINSERT", key, option(random, pick(random, "BEFORE", "AFTER")), member(random), element(random));
            case 19, 20 -> words("LREM", key, index(random), member(random));
            case 21, 22 -> words("LTRIM", key, trimmed(random));
            case 23, 24 -> words("LPOS", key, member(random), search(random));
            case 25, 26 -> words("LMOVE", key, key(random), end(random), end(random));
            case 27 -> words("RPOPLPUSH", key, key(random));
            default -> words("LMPOP", pops(random));
        };
    }

    /** Sometimes so many or so large that the list is cut into chunks. */
    private static List<String> elements(Random random) {
        return switch (random.nextInt(30)) {
            case 0, 1 -> some(random, 300, ListGenerator::element);
            case 2 -> List.of("y".repeat(random.nextInt(3_000)));
            default -> some(random, 6, ListGenerator::element);
        };
    }

    private static String element(Random random) {
        return random.nextInt(4) == 0 ? value(random) : member(random);
    }

    private static String index(Random random) {
        return random.nextInt(20) == 0 ? whole(random) : String.valueOf(random.nextInt(-20, 40));
    }

    /** Mostly one that even a short list has. */
    private static String place(Random random) {
        return random.nextInt(12) == 0 ? index(random) : pick(random, "0", "0", "-1", "1");
    }

    private static String[] trimmed(Random random) {
        return random.nextInt(3) == 0
                ? words(index(random), index(random))
                : words(String.valueOf(random.nextInt(3)), String.valueOf(-1 - random.nextInt(3)));
    }

    private static List<String> count(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> List.of(String.valueOf(random.nextInt(5)));
            case 3 -> List.of(pick(random, "x", "-1", "", "0", "1000", "9223372036854775807", "9223372036854775808"));
            case 4 -> random.nextInt(6) == 0 ? List.of("1", "2") : List.of("1");
            default -> List.of();
        };
    }

    private static String end(Random random) {
        return option(random, pick(random, "LEFT", "RIGHT"));
    }

    private static String[] search(Random random) {
        String[] rank = words(option(random, "RANK"), pick(random, "1", "2", "3", "-1", "-2", "-3"));
        String[] count = words(option(random, "COUNT"), pick(random, "0", "1", "2", "5"));
        String[] most = words(option(random, "MAXLEN"), pick(random, "0", "1", "10", "100"));
        return switch (random.nextInt(12)) {
            case 0, 1 -> rank;
            case 2, 3 -> count;
            case 4 -> most;
            case 5, 6 -> words(rank, count);
            case 7 -> words(most, count, rank);
            case 8 ->
                words(pick(random, "RANK", "COUNT", "MAXLEN"), pick(random, "-1", "0", "x", "", "9223372036854775807"));
            case 9 -> words(count, rank, "COUNT", "1");
            default -> random.nextInt(10) == 0 ? words("COUNT") : words();
        };
    }

    private static String[] pops(Random random) {
        List<String> keys = some(random, 4, Generator::key);
        String number = random.nextInt(15) == 0 ? pick(random, "0", "-1", "x", "2", "40") : String.valueOf(keys.size());
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> words(number, keys, end(random));
            case 3, 4 ->
                words(number, keys, end(random), option(random, "COUNT"), String.valueOf(1 + random.nextInt(6)));
            default ->
                random.nextInt(3) > 0
                        ? words(number, keys, end(random), "COUNT", "2")
                        : words(number, keys, end(random), "COUNT", pick(random, "0", "-1", "x", "1 COUNT 2", "3"));
        };
    }
}
