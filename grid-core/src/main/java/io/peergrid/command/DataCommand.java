package io.peergrid.command;

import java.util.List;
import java.util.Locale;

/**
 * A command of Redis: what it does with its arguments at the owner of the slot. A new one is a small final class and one line in its
 * type's registration. Stateless; one instance each.
 */
public abstract class DataCommand {
    private final int number;
    private final String name;
    private final int leastArguments;
    private final Command.Access access;

    /**
     * @param number in the registry; part of the wire form, never reused
     * @param name as Redis has it, in capitals
     * @param leastArguments without the name; negative if there are exactly so many
     */
    protected DataCommand(int number, String name, int leastArguments, Command.Access access) {
        this.number = number;
        this.name = name;
        this.leastArguments = leastArguments;
        this.access = access;
    }

    /**
     * Does the work.
     *
     * @throws CommandException if the command refuses; nothing of it happens then
     */
    protected abstract Value execute(Execution execution, Arguments arguments);

    /** The command with arguments, for the plain keyspace. */
    public final Invocation of(Value... arguments) {
        return new Invocation(this, Invocation.PLAIN_KEYSPACE, 0, List.of(arguments));
    }

    public final int number() {
        return number;
    }

    public final String name() {
        return name;
    }

    public final Command.Access access() {
        return access;
    }

    final void checkCount(int given) {
        if (leastArguments < 0 ? given != -leastArguments : given < leastArguments) {
            throw wrongCount();
        }
    }

    /** For a command with a highest number of arguments. */
    protected final CommandException wrongCount() {
        return new CommandException(
                ErrorCode.SYNTAX, "wrong number of arguments for '" + name.toLowerCase(Locale.ROOT) + "' command");
    }
}
