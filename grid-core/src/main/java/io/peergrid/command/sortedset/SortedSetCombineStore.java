package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/**
 * ZUNIONSTORE, ZINTERSTORE, ZDIFFSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX]: puts what ZUNION, ZINTER, ZDIFF answer in place of what
 * the destination holds and answers how many members it has. Complexity and errors as theirs.
 */
final class SortedSetCombineStore extends DataCommand {
    private final Operation operation;

    SortedSetCombineStore(int number, String name, Operation operation) {
        super(number, name, 3, Access.MUTATION);
        this.operation = operation;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        var members = Combination.read(execution, arguments, name(), 1, operation, Combination.Purpose.STORE)
                .members();
        ElementEdit target = execution.replace(arguments.key(0), ElementType.SORTED_SET);
        members.forEach((member, score) -> SortedSets.put(target, member, score));
        return Value.of(members.size());
    }
}
