package io.peergrid;

import java.util.concurrent.CompletionStage;

/**
 * Calls that are collected and then sent together, in one message to each owner. Handles made here are the asynchronous twins of the
 * ordinary structures; a call through them is collected, and its stage completes after {@link #execute}. Calls on one key, and on all keys
 * of one slot, are carried out in the order in which they were made. Each has a result or an error of its own; nothing ties those of
 * different slots together. Follows Redis's <a href="https://redis.io/docs/latest/develop/using-commands/pipelining/">pipelining</a>.
 *
 * <pre>{@code
 * GridPipeline pipeline = grid.pipeline();
 * AsyncGridMap<String, Order> orders = pipeline.map("orders", String.class, Order.class);
 * CompletionStage<Order> before = orders.put("17", order);
 * CompletionStage<Long> count = pipeline.counter("orders").incrementAndGet();
 * pipeline.execute();
 * }</pre>
 *
 * <p>Collected in memory until then: 1,000 calls at a time are a good size. A call of several steps (a {@code compute}, a batch of more than 4 MiB) has
 * its next step collected when the one before it is done, for the next {@link #execute}. Calls that wait for elements throw
 * {@link UnsupportedOperationException}; those that look through a whole slot (sizes, scans) are refused if they meet others of their slot.
 * What one call does is as safe as it is alone: acknowledged when all copies have it, once, whoever dies. May be used again after it was executed.
 * Thread-safe.
 */
public interface GridPipeline {
    /** As {@link Grid#map(String)}. */
    <V> AsyncGridMap<String, V> map(String name);

    /** As {@link Grid#map(String, Class, Class)}. */
    <K, V> AsyncGridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType);

    /** As {@link Grid#counter}. */
    AsyncGridCounter counter(String name);

    /** As {@link Grid#bucket}. */
    <V> AsyncGridBucket<V> bucket(String name, Class<V> valueType);

    /** As {@link Grid#hash}. */
    <F, V> AsyncGridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType);

    /** As {@link Grid#set}. */
    <E> AsyncGridSet<E> set(String name, Class<E> elementType);

    /** As {@link Grid#deque}. */
    <E> AsyncGridDeque<E> deque(String name, Class<E> elementType);

    /** As {@link Grid#sortedSet}. */
    <E> AsyncGridSortedSet<E> sortedSet(String name, Class<E> elementType);

    /** As {@link Grid#hyperLogLog}. */
    <E> AsyncGridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType);

    /** As {@link Grid#bitmap}. */
    AsyncGridBitmap bitmap(String name);

    /** As {@link Grid#keys}. */
    AsyncGridKeys keys();

    /** Messages that were collected and not sent; a call on many slots has several. */
    int size();

    /**
     * Sends what was collected and waits for the replies. The stages of the calls say what became of each.
     *
     * @throws IllegalStateException on a callback thread of the grid, which must not wait
     */
    void execute();

    /** As {@link #execute} without waiting; completes when the last reply is there, never exceptionally. */
    CompletionStage<Void> executeAsync();
}
