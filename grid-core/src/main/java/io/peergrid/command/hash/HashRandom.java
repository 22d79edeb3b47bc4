package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.RandomChoice;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/**
 * HRANDFIELD key [count [WITHVALUES]]: a field by chance, nil if the key is absent; with a count that many different ones, with a
 * negative count that many, repeated perhaps. O(count), plus the time to pass over n/2000 segments each. Errors: WRONGTYPE, count is no integer or
 * out of range.
 */
final class HashRandom extends DataCommand {
    HashRandom(int number) {
        super(number, "HRANDFIELD", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() == 1) {
            ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
            if (hash.size() == 0) {
                return Value.nil();
            }
            ByteSlice element = hash.pick(execution.random(arguments.seed()).nextLong());
            return Value.of(hash.form().member(element));
        }
        long count = RandomChoice.count(arguments, 1);
        boolean values = arguments.count() == 3;
        if (arguments.count() > 3 || (values && !arguments.word(2).equals("WITHVALUES"))) {
            throw CommandException.syntax();
        }
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        List<Value> answer = new ArrayList<>();
        for (ByteSlice element : RandomChoice.of(hash, count, execution.random(arguments.seed()))) {
            answer.add(Value.of(hash.form().member(element)));
            if (values) {
                answer.add(new Value.Stored(hash.form().payload(element)));
            }
        }
        return Value.of(answer);
    }
}
