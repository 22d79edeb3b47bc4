package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last command of a transaction would answer now, after the others; changes nothing.
 *
 * @param commands in their order; at least one
 */
public record TransactionPreview(List<byte[]> commands) implements Command<TransactionPreview.Answer>, Compound {
    static final int NUMBER = 17;

    /**
     * @param seen under which versions the transaction's keys were seen
     * @param last the last command's answer, an error too; null if one before it refused, as it did not when it was the last
     */
    public record Answer(Map<Key, Long> seen, byte @Nullable [] last) {}

    public TransactionPreview {
        commands = List.copyOf(commands);
    }

    static TransactionPreview readFrom(WireReader in) {
        return new TransactionPreview(CommandList.readFrom(in));
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
        byte[] last = null;
        for (int i = 0; i < commands.size(); i++) {
            try {
                last = draft.decide(commands.get(i));
            } catch (CommandException refused) {
                last = i == commands.size() - 1 ? refused.code().answer(refused) : null;
                break;
            }
        }
        WireWriter answer = execution.answer();
        Watch.write(answer, draft.seen());
        answer.bool(last != null);
        if (last != null) {
            answer.raw(last, 0, last.length);
        }
        execution.checkAnswer();
    }

    @Override
    public Answer readAnswer(WireReader in, byte[] source) {
        Map<Key, Long> seen = Watch.readFrom(in, source);
        boolean answered = in.bool();
        return new Answer(seen, answered ? Arrays.copyOfRange(source, in.position(), source.length) : null);
    }
}
