package io.peergrid;

/** Others changed what a transaction had read, again and again until its deadline. Nothing happened; it may be tried again. */
public final class TransactionConflictException extends GridException {
    public TransactionConflictException(String message) {
        super(message);
    }
}
