package io.peergrid.differential;

import java.util.List;
import java.util.Random;

final class SetGenerator extends Generator {
    SetGenerator() {
        super("set");
    }

    @Override
    String show() {
        return "SMEMBERS";
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        String member = member(random);
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> words("SADD", key, some(random, random.nextInt(30) == 0 ? 300 : 6, Generator::member));
            case 4, 5 -> words("SREM", key, some(random, 4, Generator::member));
            case 6 -> words("SISMEMBER", key, member);
            case 7 -> words("SMISMEMBER", key, some(random, 4, Generator::member));
            case 8 -> words("SCARD", key);
            case 9 -> words("SMEMBERS", key);
            case 10 -> words("SMOVE", key, key(random), member);
            case 11, 12 -> words("SPOP", key, count(random, 0, 5));
            case 13, 14 -> words("SRANDMEMBER", key, count(random, -6, 12));
            case 15, 16 -> words(pick(random, "SINTER", "SUNION", "SDIFF"), some(random, 3, Generator::key));
            case 17, 18, 19 ->
                words(pick(random, "SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"), key, some(random, 3, Generator::key));
            case 20, 21 -> words("SINTERCARD", intersection(random));
            default -> words("SSCAN", key, random.nextInt(20) == 0 ? "x" : "0", HashGenerator.scan(random));
        };
    }

    private static List<String> count(Random random, int least, int most) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> List.of();
            case 3 -> List.of(pick(random, "x", "-1", "1000", "9223372036854775807"));
            default -> List.of(String.valueOf(random.nextInt(least, most)));
        };
    }

    private static String[] intersection(Random random) {
        List<String> keys = some(random, 3, Generator::key);
        String count = random.nextInt(12) == 0 ? pick(random, "0", "-1", "x", "5") : String.valueOf(keys.size());
        return switch (random.nextInt(4)) {
            case 0 -> words(count, keys, option(random, "LIMIT"), pick(random, "0", "1", "2", "100"));
            case 1 -> words(count, keys, option(random, "LIMIT"), pick(random, "2", "2", "-1", "x"));
            default -> words(count, keys);
        };
    }
}
