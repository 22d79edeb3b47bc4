package io.peergrid.command;

import io.peergrid.command.Command.Access;
import io.peergrid.store.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * numkeys key [key ...] end [COUNT count], keys of one slot: takes elements off one end of the first collection that is there, and answers
 * its key and them; nil if there is none.
 *
 * @param <E> tells the ends apart
 */
public abstract class MultiPop<E> extends DataCommand {
    protected MultiPop(int number, String name) {
        super(number, name, 3, Access.MUTATION);
    }

    /** @throws CommandException SYNTAX if the argument names no end */
    protected abstract E end(Arguments arguments, int index);

    /**
     * Takes elements off.
     *
     * @param most how many, if there are so many; above 0
     * @return them, or null if there is no such collection
     */
    protected abstract @Nullable Value pop(Execution execution, Key key, E end, long most);

    @Override
    protected final Value execute(Execution execution, Arguments arguments) {
        long keys = arguments.whole(0, 1, "numkeys should be greater than 0");
        if (keys >= arguments.count() - 1) {
            throw CommandException.syntax();
        }
        int options = (int) keys + 1;
        E end = end(arguments, options);
        long count = count(arguments, options + 1);
        for (int i = 1; i < options; i++) {
            Value popped = pop(execution, arguments.key(i), end, count);
            if (popped != null) {
                return Value.of(List.of(Value.of(arguments.bytes(i)), popped));
            }
        }
        return Value.nil();
    }

    private static long count(Arguments arguments, int from) {
        if (from == arguments.count()) {
            return 1;
        }
        if (!arguments.word(from).equals("COUNT") || from + 1 == arguments.count()) {
            throw CommandException.syntax();
        }
        long count = arguments.whole(from + 1, 1, "count should be greater than 0");
        if (from + 2 < arguments.count()) {
            throw CommandException.syntax();
        }
        return count;
    }
}
