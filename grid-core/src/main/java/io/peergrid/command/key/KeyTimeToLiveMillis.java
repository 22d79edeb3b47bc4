package io.peergrid.command.key;

/** PTTL key: the milliseconds left; -1 if it never expires, -2 if it is absent. O(1). Errors: none. */
final class KeyTimeToLiveMillis extends KeyDeadline {
    KeyTimeToLiveMillis(int number) {
        super(number, "PTTL");
    }

    @Override
    long answer(long deadline, long now) {
        return deadline - now;
    }
}
