package io.peergrid.differential;

import java.util.Random;

/** Elements so many that some keys become dense; the values are compared as strings, byte for byte. */
final class HyperLogLogGenerator extends Generator {
    HyperLogLogGenerator() {
        super("hyperloglog");
    }

    @Override
    String show() {
        return null;
    }

    @Override
    String[] next(Random random, long nowMillis) {
        String key = key(random);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> words("PFADD", key, some(random, 5, HyperLogLogGenerator::element));
            case 3 -> words("PFADD", key, some(random, 900, HyperLogLogGenerator::element));
            case 4 -> words("PFADD", key);
            case 5, 6, 7 -> words("PFCOUNT", some(random, 3, Generator::key));
            case 8, 9 -> words("PFMERGE", key, some(random, 2, Generator::key));
            case 10 -> random.nextInt(4) == 0 ? words("SET", key, broken(random)) : words("DEL", key);
            default -> words(pick(random, "STRLEN", "GET"), key);
        };
    }

    private static String element(Random random) {
        return "e" + random.nextInt(3_000);
    }

    /** What is none, or says that it is one. None of which only a part of the elements meets the broken part: Redis keeps the rest of them, the grid none. */
    private static String broken(Random random) {
        String header = "HYLL\u0001\u0000\u0000\u0000";
        String valid = "\u0000".repeat(8);
        String stale = "\u0007" + "\u0000".repeat(6) + "\u0080";
        return switch (random.nextInt(7)) {
            case 0 -> header + valid;
            case 1 -> header + stale;
            case 2 -> header + "\u0005" + "\u0000".repeat(7) + "\u007f\u00ff";
            case 3 -> "HYLL\u0000\u0000\u0000\u0000" + stale + "x";
            case 4 -> "HYLL\u0002\u0000\u0000\u0000" + stale + "\u007f\u00ff";
            case 5 -> header + stale + "\u007f\u00ff\u0080";
            default -> pick(random, "5", "", "HYLL");
        };
    }
}
