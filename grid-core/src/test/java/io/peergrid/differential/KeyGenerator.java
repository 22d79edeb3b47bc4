package io.peergrid.differential;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Commands on keys of any type, with keys of all types about. */
final class KeyGenerator extends Generator {
    KeyGenerator() {
        super("any");
    }

    @Override
    String show() {
        return null;
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        return switch (random.nextInt(26)) {
            case 0, 1 -> words(pick(random, "DEL", "UNLINK"), some(random, 3, Generator::key));
            case 2, 3 -> words(pick(random, "EXISTS", "TOUCH"), some(random, 4, Generator::key));
            case 4 -> words("TYPE", key);
            case 5, 6, 7 -> words("EXPIRE", key, seconds(random), options(random));
            case 8 -> words("PEXPIRE", key, seconds(random) + "000", options(random));
            case 9 -> words("EXPIREAT", key, moment(random, nowMillis / 1_000), options(random));
            case 10 -> words("PEXPIREAT", key, moment(random, nowMillis) + "0", options(random));
            case 11, 23, 24 -> words(pick(random, "TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"), key);
            case 12 -> words("PERSIST", key);
            case 13, 14 -> words("RENAME", key, key(random));
            case 15 -> words("RENAMENX", key, random.nextInt(3) == 0 ? key(random) : "fresh" + random.nextInt(40));
            case 16, 17 ->
                words("COPY", key, key(random), random.nextInt(3) > 0 ? List.of(option(random, "REPLACE")) : List.of());
            case 18, 19 -> words("SET", key, value(random));
            case 20 -> words("HSET", key, fields(random));
            case 21 ->
                random.nextBoolean()
                        ? words("SADD", key, some(random, 200, Generator::member))
                        : words("ZADD", key, scores(random));
            case 25 -> words("RPUSH", key, some(random, 300, Generator::value));
            default -> words("SETEX", key, "2000", value(random));
        };
    }

    private static List<String> fields(Random random) {
        return some(random, 200, Generator::member).stream()
                .flatMap(field -> Stream.of(field, value(random)))
                .toList();
    }

    private static List<String> scores(Random random) {
        return some(random, 200, Generator::member).stream()
                .flatMap(member -> Stream.of(String.valueOf(random.nextInt(10)), member))
                .toList();
    }

    /** Far apart, so that the milliseconds between one side's clock and the other's decide no GT or LT. */
    private static String seconds(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> pick(random, "0", "-1", "-100");
            case 1 -> pick(random, "9223372036854775807", "-9223372036854775808", "x", "1.5", "");
            default -> String.valueOf(20 * random.nextInt(50, 450));
        };
    }

    private static String moment(Random random, long now) {
        return random.nextInt(10) == 0 ? "1" : String.valueOf(now + random.nextInt(1_000, 9_000));
    }

    private static List<String> options(Random random) {
        return random.nextInt(3) == 0
                ? some(random, 2, any -> option(any, pick(any, "NX", "XX", "GT", "LT")))
                : List.of();
    }
}
