package io.peergrid.structure;

import io.peergrid.AsyncGridSet;
import io.peergrid.GridSet;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.set.SetCommands;
import io.peergrid.map.CallRunner;
import io.peergrid.map.PageIterator;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a set. Thread-safe. */
final class DistributedSet<E> extends AbstractSet<E> implements GridSet<E>, DistributedStructure {
    private final SetCalls<E> calls;
    private final CallRunner runner;

    DistributedSet(SetCalls<E> calls, CallRunner runner) {
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
    public AsyncGridSet<E> async() {
        return new AsyncDistributedSet<>(calls, runner);
    }

    @Override
    public GridSet<E> withDeadline(Duration deadline) {
        return new DistributedSet<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public boolean add(E element) {
        return runner.run(calls.add(element));
    }

    @Override
    public int addEach(Collection<? extends E> elements) {
        return runner.run(calls.addEach(elements));
    }

    @Override
    public int removeEach(Collection<? extends E> elements) {
        return runner.run(calls.removeEach(elements));
    }

    @Override
    public Set<E> containedOf(Collection<? extends E> elements) {
        return runner.run(calls.containedOf(elements));
    }

    @Override
    public Set<E> toSet() {
        return runner.run(calls.toSet());
    }

    @Override
    public boolean moveTo(String other, E element) {
        return runner.run(calls.moveTo(other, element));
    }

    @Override
    public @Nullable E pop() {
        return runner.run(calls.pop());
    }

    @Override
    public Set<E> pop(int count) {
        return runner.run(calls.pop(count));
    }

    @Override
    public @Nullable E randomElement() {
        return runner.run(calls.randomElement());
    }

    @Override
    public List<E> randomElements(int count) {
        return runner.run(calls.randomElements(count));
    }

    @Override
    public int storeIntersection(Collection<String> sets) {
        return runner.run(calls.store(SetCommands.INTERSECT_STORE, sets));
    }

    @Override
    public int storeUnion(Collection<String> sets) {
        return runner.run(calls.store(SetCommands.UNION_STORE, sets));
    }

    @Override
    public int storeDifference(Collection<String> sets) {
        return runner.run(calls.store(SetCommands.DIFFERENCE_STORE, sets));
    }

    @Override
    public ScanPage<E> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.run(calls.scan(cursor, pattern, count));
    }

    @Override
    public boolean contains(Object element) {
        E typed = calls.typed(element);
        return typed != null && runner.run(calls.contains(typed));
    }

    @Override
    public boolean remove(Object element) {
        E typed = calls.typed(element);
        return typed != null && runner.run(calls.remove(typed));
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
    public boolean addAll(Collection<? extends E> elements) {
        return !elements.isEmpty() && addEach(elements) > 0;
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        List<E> typed = calls.typed(elements);
        return !typed.isEmpty() && removeEach(typed) > 0;
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        List<E> typed = calls.typed(elements);
        return typed.size() == elements.size()
                && (typed.isEmpty() || containedOf(typed).containsAll(typed));
    }

    /** Says no size: that may have changed when the last element comes. */
    @Override
    public Spliterator<E> spliterator() {
        return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.DISTINCT | Spliterator.NONNULL);
    }

    @Override
    public Iterator<E> iterator() {
        // A page may repeat what an earlier one had, which no iterator of a set may do.
        Set<E> seen = new HashSet<>();
        return new PageIterator<>(
                cursor -> {
                    ScanPage<E> page = scan(cursor, null, PageIterator.PAGE);
                    return new ScanPage<>(
                            page.items().stream().filter(seen::add).toList(), page.next());
                },
                this::remove);
    }

    @Override
    public Set<E> intersection(Collection<String> others) {
        return runner.await(own -> new AsyncDistributedSet<>(calls, own).intersection(others));
    }

    @Override
    public Set<E> union(Collection<String> others) {
        return runner.await(own -> new AsyncDistributedSet<>(calls, own).union(others));
    }

    @Override
    public Set<E> difference(Collection<String> others) {
        return runner.await(own -> new AsyncDistributedSet<>(calls, own).difference(others));
    }
}
