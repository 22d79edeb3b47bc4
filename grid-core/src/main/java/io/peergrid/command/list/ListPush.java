package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** What LPUSH, RPUSH, LPUSHX and RPUSHX have in common. */
abstract class ListPush extends DataCommand {
    private final ListEnd end;
    private final boolean ifThere;

    ListPush(int number, String name, ListEnd end, boolean ifThere) {
        super(number, name, 2, Access.MUTATION);
        this.end = end;
        this.ifThere = ifThere;
    }

    @Override
    protected final Value execute(Execution execution, Arguments arguments) {
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (ifThere && list.size() == 0) {
            return Value.of(0);
        }
        end.push(list, ListAnswers.elements(arguments, 1));
        list.save();
        return Value.of(list.size());
    }
}
