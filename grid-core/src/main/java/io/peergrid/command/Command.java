package io.peergrid.command;

import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;

/**
 * One operation on one slot: its arguments, its binary form, what it does, and how its answer is read. A new command is one
 * such class and one line in {@link CommandRegistry}. Immutable.
 *
 * @param <R> what the answer is to the caller
 */
public interface Command<R> {

    /** The first byte of an answer that is a result; an error has its {@link ErrorCode}'s number there. */
    int OK = 0;

    /** How a command meets concurrent writers of its slot. */
    enum Access {
        /** A read of one immutable entry; needs no lock. */
        LOCK_FREE,
        /** A read of several entries, or of something that changes in place. */
        SLOT_LOCK,
        /** Decided at the primary and replicated. */
        MUTATION
    }

    /** The number in the registry; part of the wire form, never reused. */
    int number();

    /** Writes the arguments. */
    void writeTo(WireWriter out);

    /**
     * Does the work: looks up entries, asks for changes, writes the answer to {@link Execution#answer}.
     *
     * @throws CommandException if the command refuses; nothing of it happens then
     */
    void execute(Execution execution);

    /**
     * Reads what {@link #execute} wrote.
     *
     * @param source the array that {@code in} reads
     */
    R readAnswer(WireReader in, byte[] source);

    default boolean isMutation() {
        return CommandRegistry.access(number()) == Access.MUTATION;
    }

    /** The command as it travels. */
    default byte[] toBytes() {
        WireWriter out = new WireWriter().varInt(number());
        writeTo(out);
        return out.toBytes();
    }

    /**
     * Reads the answer that the slot's primary, or another copy, gave to this command.
     *
     * @throws CommandException if the command refused
     * @throws WireFormatException if the bytes are no such answer
     */
    default R result(byte[] answer) {
        WireReader in = new WireReader(answer);
        int status = in.u8();
        if (status == OK) {
            return readAnswer(in, answer);
        }
        ErrorCode code = ErrorCode.of(status);
        if (code == null) {
            throw new WireFormatException("an answer of unknown status " + status);
        }
        throw new CommandException(code, new String(answer, 1, answer.length - 1, StandardCharsets.UTF_8));
    }
}
