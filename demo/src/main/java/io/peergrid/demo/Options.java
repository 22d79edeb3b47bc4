package io.peergrid.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line.
 *
 * @param cities how many of the cities to load, from the first
 * @param database a JDBC URL; null for one of the demo's own
 */
record Options(
        boolean help,
        boolean story,
        boolean cache,
        int members,
        int cities,
        @Nullable String database) {
    static final int ALL_CITIES = 112_320;
    private static final int MOST_MEMBERS = 9;

    static final String HELP = """
            Usage: demo/start [--story | --cache] [--members N] [--cities N] [--help]

              demo/start            starts three members, loads the cities, gives a shell
              demo/start --story    the same without a keyboard: writers run, a member is
                                    killed with kill -9, a fresh process verifies every
                                    entry; exits with 1 if anything is lost
              demo/start --cache    lookups of cities through a cache over a database:
                                    hits, misses, reads saved, and what happens when
                                    the database is killed

              --members N           members to begin with, 2 to 9; 3 by default
              --cities N            load the first N of 112,320 cities, at least 100
              --database URL        of --cache: a PostgreSQL instead of the demo's own
                                    H2, such as jdbc:postgresql://localhost/me?user=me;
                                    makes a table peergrid_city there

            Commands can be piped in:  printf 'kill 2\\nverify\\n' | demo/start
            Colours are left out when NO_COLOR is set or the output is not a terminal.
            Everything runs on this machine, over loopback, on free ports.
            """;

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(String... arguments) {
        boolean help = false;
        boolean story = false;
        boolean cache = false;
        String database = null;
        int members = 3;
        int cities = ALL_CITIES;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "--help", "-h", "help" -> help = true;
                case "--story" -> story = true;
                case "--cache" -> cache = true;
                case "--database" -> database = url(argument, next(arguments, ++i));
                case "--members" -> members = number(argument, next(arguments, ++i), 2, MOST_MEMBERS);
                case "--cities" -> cities = number(argument, next(arguments, ++i), 100, ALL_CITIES);
                default ->
                    throw new IllegalArgumentException(
                            "\"" + argument + "\" is not an option. demo/start --help shows what is.");
            }
        }
        if (story && cache) {
            throw new IllegalArgumentException("--story and --cache are two stories: choose one.");
        } else if (database != null && !cache) {
            throw new IllegalArgumentException("--database goes with --cache.");
        }
        return new Options(help, story, cache, members, cities, database);
    }

    private static String url(String option, @Nullable String text) {
        if (text == null || !text.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    option + " wants a JDBC URL, such as jdbc:postgresql://localhost/me?user=me"
                            + (text == null ? "." : ", not \"" + text + "\"."));
        }
        return text;
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
