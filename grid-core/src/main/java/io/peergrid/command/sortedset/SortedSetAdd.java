package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/**
 * ZADD key [NX|XX] [GT|LT] [CH] [INCR] score member [score member ...]: sets scores and answers how many members are new, with CH also those whose score changed; with INCR adds to
 * one score and answers the sum, nil if an option forbade it. ZINCRBY key increment member: the same as with INCR. O(log n) a member. Errors:
 * WRONGTYPE, syntax, options that exclude each other, no float, the sum is not a number.
 */
final class SortedSetAdd extends DataCommand {
    private final boolean increment;

    SortedSetAdd(int number, String name, int leastArguments, boolean increment) {
        super(number, name, leastArguments, Access.MUTATION);
        this.increment = increment;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        AddOptions options = AddOptions.read(arguments, increment);
        // All of them are looked at before the key is.
        for (int i = options.end(); i < arguments.count(); i += 2) {
            var unused = arguments.real(i);
        }
        ElementEdit set = SortedSets.edit(execution, arguments.key(0));
        int counted = 0;
        Double last = null;
        for (int i = options.end(); i < arguments.count(); i += 2) {
            Key member = arguments.member(i + 1);
            Double before = SortedSets.score(set, member);
            last = options.apply(set, member, arguments.real(i));
            boolean added = before == null && last != null;
            boolean changed = before != null && last != null && before.doubleValue() != last;
            counted += added || (changed && options.changed()) ? 1 : 0;
        }
        return options.increment() ? SortedSets.answer(last) : Value.of(counted);
    }
}
