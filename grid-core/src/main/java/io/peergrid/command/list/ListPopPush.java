package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * RPOPLPUSH source destination, both of one slot: moves the last element of a list to the front of another, or of the same, and answers it; nil if there
 * is no source. O(log n). Errors: WRONGTYPE.
 */
final class ListPopPush extends DataCommand {
    ListPopPush(int number) {
        super(number, "RPOPLPUSH", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return ListMove.move(execution, arguments, ListEnd.RIGHT, ListEnd.LEFT);
    }
}
