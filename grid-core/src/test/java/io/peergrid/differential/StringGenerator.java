package io.peergrid.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class StringGenerator extends Generator {
    StringGenerator() {
        super("string");
    }

    @Override
    String show() {
        return "GET";
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        return switch (random.nextInt(28)) {
            case 0 -> words("GET", key);
            case 1, 2, 3 -> words("SET", key, value(random), setOptions(random, nowMillis));
            case 4 -> words("SETNX", key, value(random));
            case 5 -> words("SETEX", key, seconds(random), value(random));
            case 6 -> words("PSETEX", key, seconds(random) + "000", value(random));
            case 7 -> words("GETSET", key, value(random));
            case 8 -> words("GETDEL", key);
            case 9, 10 -> words("GETEX", key, getOptions(random, nowMillis));
            case 11 -> words("MGET", some(random, 4, Generator::key));
            case 12 -> words("MSET", pairs(random));
            case 13 -> words("MSETNX", pairs(random));
            case 14 -> words("APPEND", key, value(random));
            case 15 -> words("STRLEN", key);
            case 16 -> words(pick(random, "GETRANGE", "SUBSTR"), key, whole(random), whole(random));
            case 17 -> words("SETRANGE", key, offset(random), value(random));
            case 18, 19 -> words(pick(random, "INCR", "DECR"), number(random));
            case 20, 21 -> words(pick(random, "INCRBY", "DECRBY"), number(random), whole(random));
            case 22, 23, 24 ->
                words("INCRBYFLOAT", random.nextInt(8) == 0 ? key(random) : "f" + random.nextInt(3), real(random));
            case 25, 26 ->
                words("SET", "n" + random.nextInt(3), pick(random, "0", "10", "-7", "3", "9223372036854775800"));
            default -> words("SET", "f" + random.nextInt(3), pick(random, "10", "3.5", "0.1", "1e2", "12345.678"));
        };
    }

    /** A key that mostly holds a number. */
    private static String number(Random random) {
        return random.nextInt(8) == 0 ? key(random) : "n" + random.nextInt(3);
    }

    private static List<String> pairs(Random random) {
        List<String> pairs = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            pairs.add(key(random));
            pairs.add(value(random));
        }
        if (random.nextInt(20) == 0) {
            pairs.add(key(random));
        }
        return pairs;
    }

    /** Long enough that nothing expires before the sequence ends. */
    private static String seconds(Random random) {
        return random.nextInt(8) == 0
                ? whole(random).replaceFirst("^(\\d\\d?)$", "1$100")
                : "1" + random.nextInt(100, 999);
    }

    private static String offset(Random random) {
        return random.nextInt(12) == 0
                ? pick(random, "-1", "536870912", "x", "9223372036854775807")
                : "" + random.nextInt(40);
    }

    private static List<String> setOptions(Random random, long nowMillis) {
        List<String> options = new ArrayList<>();
        for (int i = pick(random, 0, 0, 1, 1, 1, 2, 2, 3); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> options.add(option(random, pick(random, "NX", "XX")));
                case 1 -> options.add(option(random, "GET"));
                case 2 -> options.add(option(random, "KEEPTTL"));
                default -> options.addAll(time(random, nowMillis));
            }
        }
        return options;
    }

    private static List<String> getOptions(Random random, long nowMillis) {
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1, 2 -> List.of(option(random, "PERSIST"));
            case 3 -> random.nextInt(8) == 0 ? List.of("PERSIST", "EX", "1000") : List.of("PERSIST");
            default -> time(random, nowMillis);
        };
    }

    private static List<String> time(Random random, long nowMillis) {
        String past = random.nextInt(10) == 0 ? "1" : null;
        return switch (random.nextInt(4)) {
            case 0 -> List.of(option(random, "EX"), seconds(random));
            case 1 -> List.of(option(random, "PX"), seconds(random) + "000");
            case 2 ->
                List.of(
                        option(random, "EXAT"),
                        past != null ? past : "" + (nowMillis / 1_000 + random.nextInt(1_000, 9_000)));
            default ->
                List.of(
                        option(random, "PXAT"),
                        past != null ? past : "" + (nowMillis + random.nextInt(1_000_000, 9_000_000)));
        };
    }
}
