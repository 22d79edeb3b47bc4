package io.peergrid.differential;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

final class HashGenerator extends Generator {
    HashGenerator() {
        super("hash");
    }

    @Override
    String show() {
        return "HGETALL";
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        String field = member(random);
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> words("HSET", key, fields(random));
            case 3 -> words("HMSET", key, fields(random));
            case 4 -> words("HSETNX", key, field, value(random));
            case 5 -> words("HGET", key, field);
            case 6 -> words("HMGET", key, some(random, 4, Generator::member));
            case 7, 8 -> words("HDEL", key, some(random, 4, Generator::member));
            case 9 -> words("HEXISTS", key, field);
            case 10 -> words("HLEN", key);
            case 11 -> words("HSTRLEN", key, field);
            case 12 -> words("HGETALL", key);
            case 13 -> words(pick(random, "HKEYS", "HVALS"), key);
            case 14, 15 -> words("HINCRBY", key, number(random), whole(random));
            case 16, 17 -> words("HINCRBYFLOAT", key, number(random), real(random));
            case 18, 19 -> words("HRANDFIELD", key, choice(random));
            case 20 -> words("HSCAN", key, random.nextInt(20) == 0 ? pick(random, "x", "") : "0", scan(random));
            default -> words("HSET", key, number(random), pick(random, "1", "5", "-3", "2.5", "1e2"));
        };
    }

    /** Fields that mostly hold numbers. */
    private static String number(Random random) {
        return random.nextInt(10) == 0 ? member(random) : "n" + random.nextInt(6);
    }

    private static List<String> fields(Random random) {
        List<String> fields = some(random, random.nextInt(30) == 0 ? 300 : 3, Generator::member);
        Stream<String> odd = random.nextInt(30) == 0 ? Stream.of("odd") : Stream.of();
        return Stream.concat(fields.stream().flatMap(field -> Stream.of(field, value(random))), odd)
                .toList();
    }

    private static List<String> choice(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(String.valueOf(random.nextInt(-8, 12)), option(random, "WITHVALUES"));
            case 2 -> List.of(random.nextInt(4) == 0 ? pick(random, "x", "", "1.5") : "500");
            default -> List.of(String.valueOf(random.nextInt(-8, 12)));
        };
    }

    /** Pages so large that one is all. */
    static List<String> scan(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> List.of(option(random, "COUNT"), "100000");
            case 1 ->
                random.nextInt(2) == 0
                        ? List.of("COUNT", pick(random, "0", "-1", "x"))
                        : List.of("COUNT", "100000", "MATCH");
            default ->
                List.of(option(random, "MATCH"), pick(random, "*", "m1*", "m?", "[a-m]1", "none"), "COUNT", "100000");
        };
    }
}
