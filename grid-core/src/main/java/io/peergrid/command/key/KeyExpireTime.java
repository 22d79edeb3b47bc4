package io.peergrid.command.key;

/** EXPIRETIME key: the second at which it expires; -1 if it never expires, -2 if it is absent. O(1). Errors: none. */
final class KeyExpireTime extends KeyDeadline {
    KeyExpireTime(int number) {
        super(number, "EXPIRETIME");
    }

    @Override
    long answer(long deadline, long now) {
        return (deadline + 500) / 1_000;
    }
}
