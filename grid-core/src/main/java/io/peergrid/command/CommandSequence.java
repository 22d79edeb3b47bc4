package io.peergrid.command;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of one slot that came together, one after the other; each has an answer or an error of its own. What they change is one
 * entry of the log.
 *
 * @param commands in their order
 */
public record CommandSequence(List<byte[]> commands) implements Command<List<byte[]>>, Compound {
    static final int NUMBER = 19;

    public CommandSequence {
        commands = List.copyOf(commands);
    }

    static CommandSequence readFrom(WireReader in) {
        return new CommandSequence(CommandList.readFrom(in));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        CommandList.write(out, commands);
    }

    @Override
    public void execute(Execution execution) {
        Draft draft = new Draft(execution);
        List<byte[]> answers = new ArrayList<>(commands.size());
        for (byte[] command : commands) {
            try {
                answers.add(draft.decide(command));
            } catch (CommandException refused) {
                answers.add(refused.code().answer(refused));
            }
        }
        draft.commit();
        CommandList.write(execution.answer(), answers);
        execution.checkAnswer();
    }

    /** The answers, errors too, in the order of the commands. */
    @Override
    public List<byte[]> readAnswer(WireReader in, byte[] source) {
        return CommandList.readFrom(in);
    }
}
