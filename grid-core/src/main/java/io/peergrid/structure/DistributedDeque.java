package io.peergrid.structure;

import io.peergrid.AsyncGridDeque;
import io.peergrid.GridDeque;
import io.peergrid.PoppedElements;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import io.peergrid.store.ValueTag;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a deque. Thread-safe. */
final class DistributedDeque<E> extends AbstractQueue<E> implements GridDeque<E>, DistributedStructure {
    private static final int DRAINED_AT_ONCE = 500;

    private final DequeCalls<E> calls;
    private final CallRunner runner;

    DistributedDeque(DequeCalls<E> calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public KeyCalls key() {
        return calls.key();
    }

    @Override
    public CallRunner runner() {
        return runner;
    }

    @Override
    public AsyncGridDeque<E> async() {
        return new AsyncDistributedDeque<>(calls, runner);
    }

    @Override
    public GridDeque<E> withDeadline(Duration deadline) {
        return new DistributedDeque<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public void addFirst(E element) {
        runner.run(calls.push(End.FIRST, element));
    }

    @Override
    public void addLast(E element) {
        runner.run(calls.push(End.LAST, element));
    }

    @Override
    public boolean offerFirst(E element) {
        addFirst(element);
        return true;
    }

    @Override
    public boolean offerLast(E element) {
        addLast(element);
        return true;
    }

    @Override
    public boolean offer(E element) {
        return offerLast(element);
    }

    @Override
    public void push(E element) {
        addFirst(element);
    }

    @Override
    public int addFirstEach(Collection<? extends E> elements) {
        return runner.run(calls.pushEach(End.FIRST, elements));
    }

    @Override
    public int addLastEach(Collection<? extends E> elements) {
        return runner.run(calls.pushEach(End.LAST, elements));
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        if (elements == this) {
            throw new IllegalArgumentException("a deque cannot be added to itself");
        }
        addLastEach(elements);
        return !elements.isEmpty();
    }

    @Override
    public int addFirstIfPresent(E element) {
        return runner.run(calls.pushIfPresent(End.FIRST, element));
    }

    @Override
    public int addLastIfPresent(E element) {
        return runner.run(calls.pushIfPresent(End.LAST, element));
    }

    @Override
    public @Nullable E pollFirst() {
        return runner.run(calls.poll(End.FIRST));
    }

    @Override
    public @Nullable E pollLast() {
        return runner.run(calls.poll(End.LAST));
    }

    private @Nullable E pollWaiting(End end, long nanos) throws InterruptedException {
        return Awaited.run(runner, calls.await(runner.calls()), calls.poll(end), nanos);
    }

    private E take(End end) throws InterruptedException {
        return Awaited.take(runner, calls.await(runner.calls()), calls.poll(end));
    }

    @Override
    public @Nullable PoppedElements<E> pollAny(Collection<String> others, End end, int count) {
        return runner.run(calls.pollAny(calls.with(others), end, count));
    }

    @Override
    public @Nullable PoppedElements<E> pollAny(Collection<String> others, End end, int count, Duration timeout)
            throws InterruptedException {
        SeveralKeys keys = calls.with(others);
        KeyWait wait = keys.await(runner.calls(), ValueTag.LIST);
        return Awaited.run(runner, wait, calls.pollAny(keys, end, count), Durations.nanos(timeout));
    }

    @Override
    public E takeFirst() throws InterruptedException {
        return take(End.FIRST);
    }

    @Override
    public E takeLast() throws InterruptedException {
        return take(End.LAST);
    }

    @Override
    public E take() throws InterruptedException {
        return takeFirst();
    }

    @Override
    public @Nullable E pollFirst(Duration timeout) throws InterruptedException {
        return pollWaiting(End.FIRST, Durations.nanos(timeout));
    }

    @Override
    public @Nullable E pollLast(Duration timeout) throws InterruptedException {
        return pollWaiting(End.LAST, Durations.nanos(timeout));
    }

    @Override
    public @Nullable E pollFirst(long timeout, TimeUnit unit) throws InterruptedException {
        return pollWaiting(End.FIRST, unit.toNanos(timeout));
    }

    @Override
    public @Nullable E pollLast(long timeout, TimeUnit unit) throws InterruptedException {
        return pollWaiting(End.LAST, unit.toNanos(timeout));
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return pollFirst(timeout, unit);
    }

    @Override
    public void putFirst(E element) {
        addFirst(element);
    }

    @Override
    public void putLast(E element) {
        addLast(element);
    }

    @Override
    public void put(E element) {
        addLast(element);
    }

    @Override
    public boolean offerFirst(E element, long timeout, TimeUnit unit) {
        return offerFirst(element);
    }

    @Override
    public boolean offerLast(E element, long timeout, TimeUnit unit) {
        return offerLast(element);
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) {
        return offerLast(element);
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int most) {
        Objects.requireNonNull(target, "a collection to drain to");
        if (target == this) {
            throw new IllegalArgumentException("a deque cannot be drained to itself");
        }
        int drained = 0;
        boolean more = true;
        while (more && drained < most) {
            List<E> page = pollFirst(Math.min(DRAINED_AT_ONCE, most - drained));
            target.addAll(page);
            drained += page.size();
            more = !page.isEmpty();
        }
        return drained;
    }

    @Override
    public @Nullable E poll() {
        return pollFirst();
    }

    @Override
    public List<E> pollFirst(int count) {
        return runner.run(calls.poll(End.FIRST, count));
    }

    @Override
    public List<E> pollLast(int count) {
        return runner.run(calls.poll(End.LAST, count));
    }

    @Override
    public E removeFirst() {
        return present(pollFirst());
    }

    @Override
    public E removeLast() {
        return present(pollLast());
    }

    @Override
    public E pop() {
        return removeFirst();
    }

    @Override
    public @Nullable E peekFirst() {
        return get(0);
    }

    @Override
    public @Nullable E peekLast() {
        return get(-1);
    }

    @Override
    public @Nullable E peek() {
        return peekFirst();
    }

    @Override
    public E getFirst() {
        return present(peekFirst());
    }

    @Override
    public E getLast() {
        return present(peekLast());
    }

    private static <T> T present(@Nullable T element) {
        if (element == null) {
            throw new NoSuchElementException("the deque is empty");
        }
        return element;
    }

    @Override
    public @Nullable E get(int index) {
        return runner.run(calls.get(index));
    }

    @Override
    public void set(int index, E element) {
        runner.run(calls.set(index, element));
    }

    @Override
    public List<E> range(int from, int to) {
        return runner.run(calls.range(from, to));
    }

    @Override
    public List<E> toList() {
        return range(0, -1);
    }

    @Override
    public int indexOf(E element) {
        return runner.run(calls.indexOf(element, 1));
    }

    @Override
    public int lastIndexOf(E element) {
        return runner.run(calls.indexOf(element, -1));
    }

    @Override
    public List<Integer> indexesOf(E element, int rank, int count, int most) {
        return runner.run(calls.indexesOf(element, rank, count, most));
    }

    @Override
    public int insertBefore(E pivot, E element) {
        return runner.run(calls.insert("BEFORE", pivot, element));
    }

    @Override
    public int insertAfter(E pivot, E element) {
        return runner.run(calls.insert("AFTER", pivot, element));
    }

    @Override
    public int remove(E element, int count) {
        return runner.run(calls.remove(element, count));
    }

    @Override
    public void trim(int from, int to) {
        runner.run(calls.trim(from, to));
    }

    @Override
    public @Nullable E moveTo(String other, End from, End to) {
        return runner.run(calls.moveTo(other, from, to));
    }

    @Override
    public @Nullable E moveTo(String other, End from, End to, Duration timeout) throws InterruptedException {
        return Awaited.run(
                runner, calls.await(runner.calls()), calls.moveTo(other, from, to), Durations.nanos(timeout));
    }

    @Override
    public boolean removeFirstOccurrence(Object element) {
        E typed = calls.typed(element);
        return typed != null && remove(typed, 1) > 0;
    }

    @Override
    public boolean removeLastOccurrence(Object element) {
        E typed = calls.typed(element);
        return typed != null && remove(typed, -1) > 0;
    }

    @Override
    public boolean remove(Object element) {
        return removeFirstOccurrence(element);
    }

    @Override
    public boolean contains(Object element) {
        E typed = calls.typed(element);
        return typed != null && indexOf(typed) >= 0;
    }

    @Override
    public int size() {
        return runner.run(calls.size());
    }

    @Override
    public boolean isEmpty() {
        return !exists();
    }

    @Override
    public void clear() {
        delete();
    }

    @Override
    public Iterator<E> iterator() {
        return new Walk(toList(), 1);
    }

    @Override
    public Iterator<E> descendingIterator() {
        List<E> reversed = toList();
        Collections.reverse(reversed);
        return new Walk(reversed, -1);
    }

    @Override
    public Spliterator<E> spliterator() {
        return toList().spliterator();
    }

    /** Over the elements of one moment. */
    private final class Walk implements Iterator<E> {
        private final Iterator<E> elements;
        private final int side;
        private @Nullable E last;

        /** @param side from where the element to be removed is looked for, as LREM counts */
        Walk(List<E> elements, int side) {
            this.elements = elements.iterator();
            this.side = side;
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public E next() {
            last = elements.next();
            return Objects.requireNonNull(last);
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("no element to remove: next() comes first, and once for each");
            }
            DistributedDeque.this.remove(last, side);
            last = null;
        }
    }
}
