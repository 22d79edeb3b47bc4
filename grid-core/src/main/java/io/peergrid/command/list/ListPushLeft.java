package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * LPUSH key element [element ...]: puts elements in front, one after the other, and answers the length. O(log n) and O(1) an element. Errors: WRONGTYPE.
 */
final class ListPushLeft extends DataCommand {
    ListPushLeft(int number) {
        super(number, "LPUSH", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        ListEnd.LEFT.push(list, ListAnswers.elements(arguments, 1));
        list.save();
        return Value.of(list.size());
    }
}
