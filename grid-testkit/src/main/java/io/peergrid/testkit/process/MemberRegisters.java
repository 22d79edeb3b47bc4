package io.peergrid.testkit.process;

import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.testkit.workload.Registers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a member in another process. */
record MemberRegisters(ProcessMember member) implements Registers {
    @Override
    public @Nullable Long get(String key) {
        return number(ask("readNumber", key));
    }

    @Override
    public @Nullable Long put(String key, long value) {
        return number(ask("writeNumber", key, String.valueOf(value)));
    }

    @Override
    public boolean replace(String key, long expected, long value) {
        return Boolean.parseBoolean(ask("swapNumber", key, String.valueOf(expected), String.valueOf(value))
                .get(0));
    }

    @Override
    public @Nullable Long increment(String key) {
        return number(ask("addOne", key));
    }

    private static @Nullable Long number(List<String> answer) {
        return answer.isEmpty() ? null : Long.valueOf(answer.get(0));
    }

    /** As the member's own exception; a member that does not answer may have done it. */
    private List<String> ask(String... words) {
        try {
            return member.ask(words);
        } catch (MemberProcessException failed) {
            String message = String.valueOf(failed.getMessage());
            String error = failed.error();
            if (error == null || error.equals("OutcomeUnknownException")) {
                throw new OutcomeUnknownException(message);
            } else if (error.equals("GridUnavailableException") || error.equals("GridClosedException")) {
                throw new GridUnavailableException(message);
            }
            throw new GridException(message);
        }
    }
}
