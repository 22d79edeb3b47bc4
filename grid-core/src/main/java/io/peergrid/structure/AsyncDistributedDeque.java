package io.peergrid.structure;

import io.peergrid.AsyncGridDeque;
import io.peergrid.GridDeque.End;
import io.peergrid.PoppedElements;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import io.peergrid.store.ValueTag;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a deque. Thread-safe. */
final class AsyncDistributedDeque<E> extends AsyncDistributedStructure implements AsyncGridDeque<E> {
    private final DequeCalls<E> calls;

    AsyncDistributedDeque(DequeCalls<E> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Integer> addFirst(E element) {
        return runner.start(calls.push(End.FIRST, element));
    }

    @Override
    public CompletionStage<Integer> addLast(E element) {
        return runner.start(calls.push(End.LAST, element));
    }

    @Override
    public CompletionStage<Integer> addFirstEach(Collection<? extends E> elements) {
        return runner.start(calls.pushEach(End.FIRST, elements));
    }

    @Override
    public CompletionStage<Integer> addLastEach(Collection<? extends E> elements) {
        return runner.start(calls.pushEach(End.LAST, elements));
    }

    @Override
    public CompletionStage<Integer> addFirstIfPresent(E element) {
        return runner.start(calls.pushIfPresent(End.FIRST, element));
    }

    @Override
    public CompletionStage<Integer> addLastIfPresent(E element) {
        return runner.start(calls.pushIfPresent(End.LAST, element));
    }

    @Override
    public CompletionStage<@Nullable E> pollFirst() {
        return runner.start(calls.poll(End.FIRST));
    }

    @Override
    public CompletionStage<@Nullable E> pollLast() {
        return runner.start(calls.poll(End.LAST));
    }

    @Override
    public CompletionStage<List<E>> pollFirst(int count) {
        return runner.start(calls.poll(End.FIRST, count));
    }

    @Override
    public CompletionStage<List<E>> pollLast(int count) {
        return runner.start(calls.poll(End.LAST, count));
    }

    @Override
    public CompletionStage<@Nullable E> pollFirst(Duration timeout) {
        return Awaited.start(runner, calls.await(runner.calls()), calls.poll(End.FIRST), Durations.nanos(timeout));
    }

    @Override
    public CompletionStage<@Nullable E> pollLast(Duration timeout) {
        return Awaited.start(runner, calls.await(runner.calls()), calls.poll(End.LAST), Durations.nanos(timeout));
    }

    @Override
    public CompletionStage<@Nullable PoppedElements<E>> pollAny(Collection<String> others, End end, int count) {
        return runner.start(calls.pollAny(calls.with(others), end, count));
    }

    @Override
    public CompletionStage<@Nullable PoppedElements<E>> pollAny(
            Collection<String> others, End end, int count, Duration timeout) {
        SeveralKeys keys = calls.with(others);
        KeyWait wait = keys.await(runner.calls(), ValueTag.LIST);
        return Awaited.start(runner, wait, calls.pollAny(keys, end, count), Durations.nanos(timeout));
    }

    @Override
    public CompletionStage<@Nullable E> get(int index) {
        return runner.start(calls.get(index));
    }

    @Override
    public CompletionStage<Void> set(int index, E element) {
        return runner.start(calls.set(index, element));
    }

    @Override
    public CompletionStage<List<E>> range(int from, int to) {
        return runner.start(calls.range(from, to));
    }

    @Override
    public CompletionStage<List<E>> toList() {
        return range(0, -1);
    }

    @Override
    public CompletionStage<Integer> size() {
        return runner.start(calls.size());
    }

    @Override
    public CompletionStage<List<Integer>> indexesOf(E element, int rank, int count, int most) {
        return runner.start(calls.indexesOf(element, rank, count, most));
    }

    @Override
    public CompletionStage<Integer> insertBefore(E pivot, E element) {
        return runner.start(calls.insert("BEFORE", pivot, element));
    }

    @Override
    public CompletionStage<Integer> insertAfter(E pivot, E element) {
        return runner.start(calls.insert("AFTER", pivot, element));
    }

    @Override
    public CompletionStage<Integer> remove(E element, int count) {
        return runner.start(calls.remove(element, count));
    }

    @Override
    public CompletionStage<Void> trim(int from, int to) {
        return runner.start(calls.trim(from, to));
    }

    @Override
    public CompletionStage<@Nullable E> moveTo(String other, End from, End to) {
        return runner.start(calls.moveTo(other, from, to));
    }

    @Override
    public CompletionStage<@Nullable E> moveTo(String other, End from, End to, Duration timeout) {
        return Awaited.start(
                runner, calls.await(runner.calls()), calls.moveTo(other, from, to), Durations.nanos(timeout));
    }
}
