package io.peergrid;

/** The key holds a value of another kind than the operation works on. Nothing happened; a retry ends the same way. */
public final class WrongTypeException extends GridException {
    public WrongTypeException(String message) {
        super(message);
    }
}
