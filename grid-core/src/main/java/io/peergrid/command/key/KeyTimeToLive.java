package io.peergrid.command.key;

/** TTL key: the seconds left, rounded; -1 if it never expires, -2 if it is absent. O(1). Errors: none. */
final class KeyTimeToLive extends KeyDeadline {
    KeyTimeToLive(int number) {
        super(number, "TTL");
    }

    @Override
    long answer(long deadline, long now) {
        return (deadline - now + 500) / 1_000;
    }
}
