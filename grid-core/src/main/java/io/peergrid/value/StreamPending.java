package io.peergrid.value;

/**
 * That an entry was given to a consumer who has not acknowledged it.
 *
 * @param deliveredMillis when it was last given
 * @param deliveries how often it was given
 */
public record StreamPending(StreamConsumer consumer, long deliveredMillis, long deliveries) {
    /** With its id and its places in the lists of the group and the consumer. */
    static final int HEAP_BYTES = 32 + 32 + 40 + 40;
}
