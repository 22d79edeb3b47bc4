package io.peergrid.command.key;

/** PEXPIRETIME key: the millisecond at which it expires; -1 if it never expires, -2 if it is absent. O(1). Errors: none. */
final class KeyExpireTimeMillis extends KeyDeadline {
    KeyExpireTimeMillis(int number) {
        super(number, "PEXPIRETIME");
    }

    @Override
    long answer(long deadline, long now) {
        return deadline;
    }
}
