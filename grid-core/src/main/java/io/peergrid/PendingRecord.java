package io.peergrid;

import java.time.Duration;

/**
 * That an entry of a {@link GridStream} was given to a consumer who has not acknowledged it.
 *
 * @param idle since it was last given
 * @param deliveries how often it was given
 */
public record PendingRecord(StreamId id, String consumer, Duration idle, long deliveries) {}
