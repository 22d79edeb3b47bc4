package io.peergrid.command;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link DataCommand} with its arguments, as it travels.
 *
 * @param namespace of all its keys
 * @param seed for commands that choose at random; 0 for the others
 */
public record Invocation(DataCommand command, long namespace, long seed, List<Value> arguments)
        implements Command<Value> {
    /** The namespace that wire protocols and named structures use. */
    public static final long PLAIN_KEYSPACE = 0;

    public Invocation {
        arguments = List.copyOf(arguments);
    }

    /** The same with a number from which a random choice follows. */
    public Invocation withSeed(long number) {
        return new Invocation(command, namespace, number, arguments);
    }

    static CommandRegistry.Reading reading(DataCommand command) {
        return (in, source) -> {
            long namespace = in.varLong();
            long seed = in.varLong();
            int count = in.count(1);
            List<Value> arguments = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                arguments.add(Value.readFrom(in, source));
            }
            return new Invocation(command, namespace, seed, arguments);
        };
    }

    @Override
    public int number() {
        return command.number();
    }

    @Override
    public void writeTo(WireWriter out) {
        out.varLong(namespace).varLong(seed).varInt(arguments.size());
        for (Value argument : arguments) {
            argument.writeTo(out);
        }
    }

    @Override
    public void execute(Execution execution) {
        command.checkCount(arguments.size());
        execution.checkArguments(arguments);
        Value answer = command.execute(execution, new Arguments(namespace, seed, arguments));
        answer.writeTo(execution.answer());
        execution.checkAnswer();
    }

    @Override
    public Value readAnswer(WireReader in, byte[] source) {
        return Value.readFrom(in, source);
    }
}
