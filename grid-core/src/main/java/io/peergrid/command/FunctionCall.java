package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks for a function to be run at the primary of the slot, as <a href="https://redis.io/docs/latest/commands/fcall/">FCALL</a>. It is
 * worked out there before anything is decided, and what is decided is its {@link FunctionOutcome}. Answers what the function came to, or
 * nothing if it has to be called again because others changed what it had read.
 *
 * @param name of the function
 * @param tag what the caller gave to find the slot, for people
 * @param argument opaque
 */
public record FunctionCall(String name, String tag, ByteSlice argument) implements Command<Optional<byte[]>>, Compound {
    static final int NUMBER = 252;

    private static final byte[] FIRST = new WireWriter().varInt(NUMBER).toBytes();

    static FunctionCall readFrom(WireReader in, byte[] source) {
        return new FunctionCall(text(in), text(in), ByteSlice.readFrom(in, source));
    }

    private static String text(WireReader in) {
        return new String(in.bytes(), StandardCharsets.UTF_8);
    }

    /** Whether the bytes begin as such a command. */
    public static boolean is(byte[] command) {
        return command.length > FIRST.length && command[0] == FIRST[0] && command[1] == FIRST[1];
    }

    /** @throws io.peergrid.wire.WireFormatException if the bytes are no such command */
    public static FunctionCall read(byte[] command) {
        return (FunctionCall) CommandRegistry.read(command);
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.bytes(name.getBytes(StandardCharsets.UTF_8));
        out.bytes(tag.getBytes(StandardCharsets.UTF_8));
        argument.writeTo(out);
    }

    /** The slot came to this member after the call was looked at: nothing has run. */
    @Override
    public void execute(Execution execution) {
        execution.answer().bool(false);
    }

    @Override
    public Optional<byte[]> readAnswer(WireReader in, byte[] source) {
        return answer(in, source);
    }

    static Optional<byte[]> answer(WireReader in, byte[] source) {
        return in.bool() ? Optional.of(Arrays.copyOfRange(source, in.position(), source.length)) : Optional.empty();
    }
}
