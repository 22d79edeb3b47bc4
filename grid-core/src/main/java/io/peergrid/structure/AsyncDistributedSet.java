package io.peergrid.structure;

import io.peergrid.AsyncGridSet;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.DataCommand;
import io.peergrid.command.set.SetCommands;
import io.peergrid.map.CallRunner;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a set. Thread-safe. */
final class AsyncDistributedSet<E> extends AsyncDistributedStructure implements AsyncGridSet<E> {
    private final SetCalls<E> calls;

    AsyncDistributedSet(SetCalls<E> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> add(E element) {
        return runner.start(calls.add(element));
    }

    @Override
    public CompletionStage<Integer> addEach(Collection<? extends E> elements) {
        return runner.start(calls.addEach(elements));
    }

    @Override
    public CompletionStage<Integer> removeEach(Collection<? extends E> elements) {
        return runner.start(calls.removeEach(elements));
    }

    @Override
    public CompletionStage<Set<E>> containedOf(Collection<? extends E> elements) {
        return runner.start(calls.containedOf(elements));
    }

    @Override
    public CompletionStage<Set<E>> toSet() {
        return runner.start(calls.toSet());
    }

    @Override
    public CompletionStage<Boolean> moveTo(String other, E element) {
        return runner.start(calls.moveTo(other, element));
    }

    @Override
    public CompletionStage<@Nullable E> pop() {
        return runner.start(calls.pop());
    }

    @Override
    public CompletionStage<Set<E>> pop(int count) {
        return runner.start(calls.pop(count));
    }

    @Override
    public CompletionStage<@Nullable E> randomElement() {
        return runner.start(calls.randomElement());
    }

    @Override
    public CompletionStage<List<E>> randomElements(int count) {
        return runner.start(calls.randomElements(count));
    }

    @Override
    public CompletionStage<Integer> storeIntersection(Collection<String> sets) {
        return runner.start(calls.store(SetCommands.INTERSECT_STORE, sets));
    }

    @Override
    public CompletionStage<Integer> storeUnion(Collection<String> sets) {
        return runner.start(calls.store(SetCommands.UNION_STORE, sets));
    }

    @Override
    public CompletionStage<Integer> storeDifference(Collection<String> sets) {
        return runner.start(calls.store(SetCommands.DIFFERENCE_STORE, sets));
    }

    @Override
    public CompletionStage<ScanPage<E>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.start(calls.scan(cursor, pattern, count));
    }

    @Override
    public CompletionStage<Boolean> remove(E element) {
        return runner.start(calls.remove(element));
    }

    @Override
    public CompletionStage<Boolean> contains(E element) {
        return runner.start(calls.contains(element));
    }

    @Override
    public CompletionStage<Integer> size() {
        return runner.start(calls.size());
    }

    @Override
    public CompletionStage<Set<E>> intersection(Collection<String> others) {
        return combined(SetCommands.INTERSECT, others, Set::retainAll);
    }

    @Override
    public CompletionStage<Set<E>> union(Collection<String> others) {
        return combined(SetCommands.UNION, others, Set::addAll);
    }

    @Override
    public CompletionStage<Set<E>> difference(Collection<String> others) {
        return combined(SetCommands.DIFFERENCE, others, Set::removeAll);
    }

    /** One command if all sets are of one slot; otherwise asks the owners of all of them at once. */
    private CompletionStage<Set<E>> combined(
            DataCommand command, Collection<String> others, BiConsumer<Set<E>, Set<E>> combine) {
        if (calls.inOneSlot(others)) {
            return runner.start(calls.combined(command, others));
        }
        return runner.startAll(calls.members(others), runner.deadline()).thenApply(outcomes -> {
            Set<E> result = new LinkedHashSet<>(calls.decode(outcomes.get(0)));
            for (int i = 1; i < outcomes.size(); i++) {
                combine.accept(result, calls.decode(outcomes.get(i)));
            }
            return result;
        });
    }
}
