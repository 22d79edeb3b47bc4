package io.peergrid;

import java.util.Objects;

/**
 * A function that a member can run, see {@link GridConfigBuilder#function}.
 *
 * @param name 1 to 200 characters
 * @param argumentType of values that can be stored
 * @param resultType of values that can be stored; {@link Void} if it has no result
 */
public record FunctionDefinition<A, R>(
        String name, Class<A> argumentType, Class<R> resultType, FunctionBody<A, R> body) {
    private static final int NAME_CHARS_MAX = 200;

    public FunctionDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(argumentType, "argumentType");
        Objects.requireNonNull(resultType, "resultType");
        Objects.requireNonNull(body, "body");
        if (name.isBlank() || name.length() > NAME_CHARS_MAX) {
            throw new GridConfigException(
                    "a function's name has 1 to " + NAME_CHARS_MAX + " characters: \"" + name + "\"");
        }
    }
}
