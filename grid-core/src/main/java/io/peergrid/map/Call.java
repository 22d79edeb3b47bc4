package io.peergrid.map;

import io.peergrid.command.Command;
import java.util.function.Function;

/**
 * A command for one slot and what its answer means to the caller.
 *
 * @param finish turns the answer into what the caller gets; may run user code (decoding), so on the caller's thread or on
 *     the callback executor
 */
public record Call<R, T>(int slot, Command<R> command, Function<R, T> finish) {

    /** The same with a further step. */
    public <U> Call<R, U> then(Function<? super T, ? extends U> step) {
        return new Call<>(slot, command, answer -> step.apply(finish.apply(answer)));
    }
}
