package io.peergrid.command;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Optional;

/**
 * What a function came to: its changes are carried out and its result is the answer, if nobody has changed a key that it saw. Takes the
 * place of a {@link FunctionCall} and answers as that says.
 *
 * @param changes of the function
 * @param result opaque
 */
public record FunctionOutcome(TransactionCommit changes, byte[] result) implements Command<Optional<byte[]>>, Compound {
    static final int NUMBER = 253;

    static FunctionOutcome readFrom(WireReader in, byte[] source) {
        return new FunctionOutcome(TransactionCommit.readFrom(in, source), in.bytes());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        changes.writeTo(out);
        out.bytes(result);
    }

    @Override
    public void execute(Execution execution) {
        boolean counts = changes.carriedOut(execution);
        execution.answer().bool(counts);
        if (counts) {
            execution.answer().raw(result, 0, result.length);
        }
    }

    @Override
    public Optional<byte[]> readAnswer(WireReader in, byte[] source) {
        return FunctionCall.answer(in, source);
    }
}
