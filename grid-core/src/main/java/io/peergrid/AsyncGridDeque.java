package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridDeque}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridDeque<E> extends AsyncGridStructure {

    /** Puts an element in front; the length. */
    CompletionStage<Integer> addFirst(E element);

    /** Puts an element behind the last; the length. */
    CompletionStage<Integer> addLast(E element);

    /** As {@link GridDeque#addFirstEach}. */
    CompletionStage<Integer> addFirstEach(Collection<? extends E> elements);

    /** As {@link GridDeque#addLastEach}. */
    CompletionStage<Integer> addLastEach(Collection<? extends E> elements);

    /** As {@link GridDeque#addFirstIfPresent}. */
    CompletionStage<Integer> addFirstIfPresent(E element);

    /** As {@link GridDeque#addLastIfPresent}. */
    CompletionStage<Integer> addLastIfPresent(E element);

    /** As {@link GridDeque#pollFirst()}. */
    CompletionStage<@Nullable E> pollFirst();

    /** As {@link GridDeque#pollLast()}. */
    CompletionStage<@Nullable E> pollLast();

    /** As {@link GridDeque#pollFirst(int)}. */
    CompletionStage<List<E>> pollFirst(int count);

    /** As {@link GridDeque#pollLast(int)}. */
    CompletionStage<List<E>> pollLast(int count);

    /** As {@link GridDeque#pollFirst(Duration)}. */
    CompletionStage<@Nullable E> pollFirst(Duration timeout);

    /** As {@link GridDeque#pollLast(Duration)}. */
    CompletionStage<@Nullable E> pollLast(Duration timeout);

    /** As {@link GridDeque#pollAny(Collection, GridDeque.End, int)}. */
    CompletionStage<@Nullable PoppedElements<E>> pollAny(Collection<String> others, GridDeque.End end, int count);

    /** As {@link GridDeque#pollAny(Collection, GridDeque.End, int, Duration)}. */
    CompletionStage<@Nullable PoppedElements<E>> pollAny(
            Collection<String> others, GridDeque.End end, int count, Duration timeout);

    /** As {@link GridDeque#get}. */
    CompletionStage<@Nullable E> get(int index);

    /** As {@link GridDeque#set}. */
    CompletionStage<Void> set(int index, E element);

    /** As {@link GridDeque#range}. */
    CompletionStage<List<E>> range(int from, int to);

    /** As {@link GridDeque#toList}. */
    CompletionStage<List<E>> toList();

    /** As {@link GridDeque#size}. */
    CompletionStage<Integer> size();

    /** As {@link GridDeque#indexesOf}. */
    CompletionStage<List<Integer>> indexesOf(E element, int rank, int count, int most);

    /** As {@link GridDeque#insertBefore}. */
    CompletionStage<Integer> insertBefore(E pivot, E element);

    /** As {@link GridDeque#insertAfter}. */
    CompletionStage<Integer> insertAfter(E pivot, E element);

    /** As {@link GridDeque#remove(Object, int)}. */
    CompletionStage<Integer> remove(E element, int count);

    /** As {@link GridDeque#trim}. */
    CompletionStage<Void> trim(int from, int to);

    /** As {@link GridDeque#moveTo(String, GridDeque.End, GridDeque.End)}. */
    CompletionStage<@Nullable E> moveTo(String other, GridDeque.End from, GridDeque.End to);

    /** As {@link GridDeque#moveTo(String, GridDeque.End, GridDeque.End, Duration)}. */
    CompletionStage<@Nullable E> moveTo(String other, GridDeque.End from, GridDeque.End to, Duration timeout);
}
