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
            case MALFORMED -> new GridException(message);
        };
    }
}
