package io.peergrid.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line.
 *
 * @param cities how many of the cities to load, from the first
 */
record Options(boolean help, boolean story, int members, int cities) {
    static final int ALL_CITIES = 112_320;
    private static final int MOST_MEMBERS = 9;

    static final String HELP = """
            Usage: demo/start [--story] [--members N] [--cities N] [--help]

              demo/start            starts three members, loads the cities, gives a shell
              demo/start --story    the same without a keyboard: writers run, a member is
                                    killed with kill -9, a fresh process verifies every
                                    entry; exits with 1 if anything is lost

              --members N           members to begin with, 2 to 9; 3 by default
              --cities N            load the first N of 112,320 cities, at least 100

            Commands can be piped in:  printf 'kill 2\\nverify\\n' | demo/start
            Colours are left out when NO_COLOR is set or the output is not a terminal.
            Everything runs on this machine, over loopback, on free ports.
            """;

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(String... arguments) {
        boolean help = false;
        boolean story = false;
        int members = 3;
        int cities = ALL_CITIES;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "--help", "-h", "help" -> help = true;
                case "--story" -> story = true;
                case "--members" -> members = number(argument, next(arguments, ++i), 2, MOST_MEMBERS);
                case "--cities" -> cities = number(argument, next(arguments, ++i), 100, ALL_CITIES);
                default ->
                    throw new IllegalArgumentException(
                            "\"" + argument + "\" is not an option. demo/start --help shows what is.");
            }
        }
        return new Options(help, story, members, cities);
    }

    private static @Nullable String next(String[] arguments, int at) {
        return at < arguments.length ? arguments[at] : null;
    }

    private static int number(String option, @Nullable String text, int least, int most) {
        if (text != null && text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "%s wants a number from %d to %d%s.",
                option,
                least,
                most,
                text == null ? "" : ", not \"" + text + "\""));
    }
}
