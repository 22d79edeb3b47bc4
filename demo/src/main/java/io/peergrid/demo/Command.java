package io.peergrid.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A line that was understood.
 *
 * @param arguments as many as the verb takes, without a closing {@code anyway}
 * @param anyway whether the user insists on what the shell warns of
 */
record Command(Verb verb, List<String> arguments, boolean anyway) {
    private static final String ANYWAY = "anyway";

    /**
     * @param line not blank
     * @throws IllegalArgumentException with one line that helps
     */
    static Command parse(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        String first = words.get(0).toLowerCase(Locale.ROOT);
        Verb verb = Verb.of(first).orElseThrow(() -> new IllegalArgumentException(unknown(first)));
        List<String> arguments = words.subList(1, words.size());
        boolean anyway = verb.aimsAtMember()
                && !arguments.isEmpty()
                && arguments.get(arguments.size() - 1).equalsIgnoreCase(ANYWAY);
        if (anyway) {
            arguments = arguments.subList(0, arguments.size() - 1);
        }
        Command command = new Command(verb, List.copyOf(arguments), anyway);
        if (!verb.takes(arguments.size()) || !command.isSensible()) {
            throw new IllegalArgumentException("Usage: " + verb.usage() + "   (" + verb.help() + ")");
        }
        return command;
    }

    private boolean isSensible() {
        return switch (verb) {
            case KILL, PAUSE, RESUME, STOP ->
                arguments.size() == 1 && arguments.get(0).matches("n?[1-9]\\d{0,3}");
            case WAIT -> arguments.get(0).matches("\\d{1,4}");
            case LOAD -> arguments.isEmpty() || arguments.get(0).matches("on|off|[1-9]\\d{0,5}");
            default -> true;
        };
    }

    private static String unknown(String word) {
        Verb nearest = Verb.HELP;
        int least = Integer.MAX_VALUE;
        for (Verb verb : Verb.values()) {
            int distance = verb.word().startsWith(word) ? 0 : distance(word, verb.word());
            if (distance < least) {
                least = distance;
                nearest = verb;
            }
        }
        return least <= 2
                ? "\"" + word + "\" is not a command. Did you mean " + nearest.usage() + "?"
                : "\"" + word + "\" is not a command. help lists them all.";
    }

    /** Single letters to add, take away or replace to get from one word to the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    /** The key; a bare number is taken as that of a city. */
    String key() {
        String key = arguments.get(0);
        return key.matches("\\d+") ? "city:" + key : key;
    }

    /** Number of the member this aims at. */
    int member() {
        return number(arguments.get(0));
    }

    int number() {
        return Integer.parseInt(arguments.get(0));
    }

    private static int number(String member) {
        return Integer.parseInt(member.startsWith("n") ? member.substring(1) : member);
    }

    /** All arguments as one text. */
    String text() {
        return String.join(" ", arguments);
    }
}
