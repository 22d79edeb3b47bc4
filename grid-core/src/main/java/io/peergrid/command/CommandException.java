package io.peergrid.command;

import io.peergrid.GridException;
import io.peergrid.GridMemoryException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.WrongTypeException;

/** A command refused; nothing has happened. Inside the grid; callers see {@link #toGridException}. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public CommandException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The key holds another type than the command works on. */
    public static CommandException wrongType() {
        return new CommandException(ErrorCode.WRONG_TYPE, "Operation against a key holding the wrong kind of value");
    }

    /** Options that do not go together, or none that the command knows. */
    public static CommandException syntax() {
        return new CommandException(ErrorCode.SYNTAX, "syntax error");
    }

    public ErrorCode code() {
        return code;
    }

    /** What the application is told. */
    public RuntimeException toGridException() {
        String message = String.valueOf(getMessage());
        return switch (code) {
            case WRONG_TYPE, NOT_A_NUMBER -> new WrongTypeException(message);
            case TOO_LARGE -> new ValueTooLargeException(message);
            case MEMORY_BOUND -> new GridMemoryException(message);
            case OVERFLOW -> new ArithmeticException(message);
            case SYNTAX, NOT_A_FLOAT, OUT_OF_RANGE -> new IllegalArgumentException(message);
            case MALFORMED, NO_SUCH_KEY, CORRUPTED, NO_GROUP, GROUP_EXISTS -> new GridException(message);
        };
    }
}
