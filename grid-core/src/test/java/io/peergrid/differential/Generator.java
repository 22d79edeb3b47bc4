package io.peergrid.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/** Makes commands of one type from a seed: few keys and few members, so that they meet; now and then wrong types and arguments at the edges. */
abstract class Generator {
    /** Where values are at the end; others may be about, too. */
    static final List<String> KEYS =
            List.of("k0", "k1", "k2", "k3", "k4", "n0", "n1", "n2", "f0", "f1", "f2", "fresh1");

    private static final List<String> OTHER_TYPES =
            List.of("SET ? text", "HSET ? f v", "SADD ? m", "RPUSH ? e", "ZADD ? 1 m", "DEL ?", "EXPIRE ? 1000");

    private final String type;

    /** @param type as TYPE answers it */
    Generator(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** One command of the type. */
    abstract String[] next(Random random, long nowMillis);

    /** The command that shows a whole value of the type; null to have nothing shown. */
    abstract String show();

    List<byte[]> command(Random random, long nowMillis) {
        String[] words = random.nextInt(40) == 0
                ? pick(random, OTHER_TYPES.toArray(String[]::new))
                        .replace("?", otherKey(random))
                        .split(" ")
                : next(random, nowMillis);
        List<byte[]> command = new ArrayList<>();
        for (String word : words) {
            command.add(Reply.bytes(word));
        }
        return command;
    }

    /** The key that gets another type, goes or expires. */
    String otherKey(Random random) {
        return key(random);
    }

    static String key(Random random) {
        return "k" + random.nextInt(5);
    }

    /** Mostly of a few that meet again; sometimes many, so that a collection becomes large. */
    static String member(Random random) {
        return "m" + (random.nextInt(8) == 0 ? random.nextInt(400) : random.nextInt(12));
    }

    static String whole(Random random) {
        return switch (random.nextInt(24)) {
            case 0 -> "9223372036854775807";
            case 1 -> "-9223372036854775808";
            case 2 -> "9223372036854775808";
            case 3 -> pick(random, "x", "", " 1", "1 ", "+1", "01", "1.0", "-0", "0x1", "\u0000");
            default -> String.valueOf(random.nextInt(-20, 100));
        };
    }

    static String real(Random random) {
        return switch (random.nextInt(24)) {
            case 0 -> pick(random, "inf", "-inf", "+Infinity", "nan", "abc", "", " 1", "1 ", "1e", ".", "--1");
            case 1 -> pick(random, "1e300", "-1e300", "1e5000", "1e-5000", "1e17", "123456789012345678", "1e4930");
            case 2, 3 -> pick(random, "1e3", "5e-3", ".5", "5.", "-0", "+2", "1E2", "0.1", "3.0e10");
            case 4, 5, 6, 7 -> String.valueOf(random.nextInt(-50, 50));
            default -> String.format(Locale.ROOT, "%.3f", random.nextDouble() * 100 - 50);
        };
    }

    static String value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> whole(random);
            case 1 -> real(random);
            case 2 -> "x".repeat(random.nextInt(100));
            case 3 -> "\u0000\u00ff \r\n\"" + random.nextInt(5);
            default -> String.valueOf(random.nextInt(50));
        };
    }

    @SafeVarargs
    static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** The words, those of a list in its place. */
    static String[] words(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof List<?> list) {
                list.forEach(word -> words.add((String) word));
            } else if (part instanceof String[] array) {
                words.addAll(List.of(array));
            } else {
                words.add((String) part);
            }
        }
        return words.toArray(String[]::new);
    }

    /** Some results of a maker, one at least. */
    static List<String> some(Random random, int most, Function<Random, String> maker) {
        List<String> made = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            made.add(maker.apply(random));
        }
        return made;
    }

    /** An option in any case, sometimes one that there is not. */
    static String option(Random random, String name) {
        return switch (random.nextInt(30)) {
            case 0 -> "BOGUS";
            case 1, 2, 3 -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }
}
