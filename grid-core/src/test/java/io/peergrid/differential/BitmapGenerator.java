package io.peergrid.differential;

import java.util.List;
import java.util.Random;

/** Strings as bitmaps, mostly short. */
final class BitmapGenerator extends Generator {
    BitmapGenerator() {
        super("bitmap");
    }

    @Override
    String show() {
        return null;
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> words("SETBIT", key, offset(random), bit(random));
            case 4, 5 -> words("GETBIT", key, offset(random));
            case 6, 7, 8 -> words("BITCOUNT", key, range(random));
            case 9, 10, 11 -> words("BITPOS", key, bit(random), places(random));
            case 12, 13 -> words("BITOP", operation(random), key, some(random, 3, Generator::key));
            case 14 -> words("BITOP", "NOT", key, key(random));
            default ->
                switch (random.nextInt(4)) {
                    case 0 -> words("SET", key, pick(random, "", "12", "\u00ff".repeat(random.nextInt(40))));
                    case 1 -> words("SET", key, "\u0000".repeat(random.nextInt(40)) + pick(random, "\u0001", "\u0080"));
                    case 2 -> words("DEL", key);
                    default -> words("APPEND", key, pick(random, "\u00ff", "\u0000", "\u000f"));
                };
        };
    }

    private static String offset(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> pick(random, "-1", "4294967296", "x", "", "1.5", "9223372036854775807");
            case 1, 2 -> String.valueOf(random.nextInt(20_000));
            default -> String.valueOf(random.nextInt(300));
        };
    }

    private static String bit(Random random) {
        return random.nextInt(25) == 0 ? pick(random, "2", "-1", "x", "") : pick(random, "0", "1", "1");
    }

    private static String operation(Random random) {
        return random.nextInt(20) == 0 ? pick(random, "NAND", "NOT", "") : pick(random, "AND", "or", "XOR", "And");
    }

    private static List<String> range(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> List.of(place(random));
            case 1 -> List.of(place(random), place(random), "BITS");
            case 2 -> List.of(place(random), place(random), "BIT", "1");
            case 3, 4, 5 -> List.of();
            case 6, 7, 8, 9, 10 -> List.of(place(random), place(random));
            case 11, 12 -> List.of(place(random), place(random), "byte");
            default -> List.of(place(random), place(random), "BIT");
        };
    }

    private static List<String> places(Random random) {
        return random.nextInt(4) == 0 ? List.of(place(random)) : range(random);
    }

    private static String place(Random random) {
        return random.nextInt(40) == 0 ? whole(random) : String.valueOf(random.nextInt(-60, 200));
    }
}
