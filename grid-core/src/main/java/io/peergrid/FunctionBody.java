package io.peergrid;

import org.jspecify.annotations.Nullable;

/**
 * The code of a function, see {@link GridFunction}.
 *
 * @param <A> the argument
 * @param <R> the result
 */
@FunctionalInterface
public interface FunctionBody<A, R> {

    /**
     * Works on structures of one slot at the member that owns it. May run more than once for one call, so it does nothing else than that.
     *
     * @param structures of the slot; all calls on them take effect together, when this returns, or not at all
     * @return null if there is nothing to say
     * @throws RuntimeException to undo everything; the caller gets a {@link GridFunctionException} with its class and message
     */
    @Nullable
    R run(GridTransaction structures, A argument);
}
