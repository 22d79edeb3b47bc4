package io.peergrid.command.stream;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.store.ByteSlice;
import java.util.Locale;
import java.util.Map;

/** Commands whose first argument says what they do. */
final class Subcommands {
    private Subcommands() {}

    /**
     * The first argument in capitals.
     *
     * @param known how many arguments each one has, itself included; below 0 if it may have more
     * @throws CommandException SYNTAX if there is no such one, or its arguments are too few or too many
     */
    static String check(String command, Map<String, Integer> known, Arguments arguments) {
        String word = arguments.word(0);
        Integer count = known.get(word);
        if (count == null) {
            throw new CommandException(
                    ErrorCode.SYNTAX,
                    "unknown subcommand '" + StreamIds.text(arguments.bytes(0)) + "'. Try " + command + " HELP.");
        }
        if (count < 0 ? arguments.count() < -count : arguments.count() != count) {
            String name = (command + "|" + word).toLowerCase(Locale.ROOT);
            throw new CommandException(ErrorCode.SYNTAX, "wrong number of arguments for '" + name + "' command");
        }
        return word;
    }

    /** Options that the subcommand does not have. */
    static CommandException syntax(String command, Arguments arguments) {
        return new CommandException(
                ErrorCode.SYNTAX,
                "unknown subcommand or wrong number of arguments for '" + StreamIds.text(arguments.bytes(0)) + "'. Try "
                        + command + " HELP.");
    }

    static CommandException noGroup(ByteSlice key, String group) {
        return StreamAnswers.noGroup(
                "No such consumer group '" + group + "' for key name '" + StreamIds.text(key) + "'");
    }
}
