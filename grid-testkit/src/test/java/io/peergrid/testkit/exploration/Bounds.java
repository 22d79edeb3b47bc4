package io.peergrid.testkit.exploration;

/**
 * How much may happen in one schedule after its beginning. Within that every order is looked at.
 *
 * @param ticks how often time goes on
 * @param inFlight how many messages may be under way; what is sent beyond that is lost, the oldest first
 * @param writes calls of clients
 * @param cuts how often the links between members change
 * @param crashes members that end
 * @param starts newcomers
 * @param pauses ticks that one member sleeps through
 * @param held heartbeats or answers to them that are late or lost one by one
 * @param duplicates messages that arrive twice
 * @param disconnections hints of the transport that a peer is gone
 */
record Bounds(
        int ticks,
        int inFlight,
        int writes,
        int cuts,
        int crashes,
        int starts,
        int pauses,
        int held,
        int duplicates,
        int disconnections) {
    static final Bounds NONE = new Bounds(0, 6, 0, 0, 0, 0, 0, 0, 0, 0);

    Bounds ticks(int count) {
        return new Bounds(count, inFlight, writes, cuts, crashes, starts, pauses, held, duplicates, disconnections);
    }

    Bounds inFlight(int count) {
        return new Bounds(ticks, count, writes, cuts, crashes, starts, pauses, held, duplicates, disconnections);
    }

    Bounds writes(int count) {
        return new Bounds(ticks, inFlight, count, cuts, crashes, starts, pauses, held, duplicates, disconnections);
    }

    Bounds cuts(int count) {
        return new Bounds(ticks, inFlight, writes, count, crashes, starts, pauses, held, duplicates, disconnections);
    }

    Bounds crashes(int count) {
        return new Bounds(ticks, inFlight, writes, cuts, count, starts, pauses, held, duplicates, disconnections);
    }

    Bounds starts(int count) {
        return new Bounds(ticks, inFlight, writes, cuts, crashes, count, pauses, held, duplicates, disconnections);
    }

    Bounds pauses(int count) {
        return new Bounds(ticks, inFlight, writes, cuts, crashes, starts, count, held, duplicates, disconnections);
    }

    Bounds held(int count) {
        return new Bounds(ticks, inFlight, writes, cuts, crashes, starts, pauses, count, duplicates, disconnections);
    }

    Bounds duplicates(int count) {
        return new Bounds(ticks, inFlight, writes, cuts, crashes, starts, pauses, held, count, disconnections);
    }

    Bounds disconnections(int count) {
        return new Bounds(ticks, inFlight, writes, cuts, crashes, starts, pauses, held, duplicates, count);
    }
}
