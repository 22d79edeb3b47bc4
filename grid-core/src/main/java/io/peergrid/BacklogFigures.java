package io.peergrid;

import java.time.Duration;

/**
 * What a cache has still to store, in the whole grid. Immutable.
 *
 * @param waiting keys whose newest change the store does not have, without those that are parked
 * @param parked keys whose newest change the store has refused too often
 * @param oldest how long the oldest of them waits, parked or not; zero if there are none
 */
public record BacklogFigures(long waiting, long parked, Duration oldest) {}
