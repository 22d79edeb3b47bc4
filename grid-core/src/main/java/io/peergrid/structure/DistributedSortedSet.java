package io.peergrid.structure;

import io.peergrid.AsyncGridSortedSet;
import io.peergrid.GridSortedSet;
import io.peergrid.PoppedElements;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.ScoreCondition;
import io.peergrid.ScoreMerge;
import io.peergrid.ScoredElement;
import io.peergrid.SortedRange;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import io.peergrid.store.ValueTag;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a sorted set. Thread-safe. */
final class DistributedSortedSet<E> implements GridSortedSet<E>, DistributedStructure {
    private final SortedSetCalls<E> calls;
    private final CallRunner runner;

    DistributedSortedSet(SortedSetCalls<E> calls, CallRunner runner) {
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
    public AsyncGridSortedSet<E> async() {
        return new AsyncDistributedSortedSet<>(calls, runner);
    }

    @Override
    public GridSortedSet<E> withDeadline(Duration deadline) {
        return new DistributedSortedSet<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public boolean add(E element, double score) {
        return runner.run(calls.add(element, score));
    }

    @Override
    public boolean add(E element, double score, ScoreCondition condition) {
        return runner.run(calls.add(element, score, condition));
    }

    @Override
    public int addAll(Map<? extends E, Double> scores) {
        return runner.run(calls.addAll(scores));
    }

    @Override
    public int addAll(Map<? extends E, Double> scores, ScoreCondition condition) {
        return runner.run(calls.addAll(scores, condition));
    }

    @Override
    public double addAndGet(E element, double delta) {
        return runner.run(calls.addAndGet(element, delta));
    }

    @Override
    public @Nullable Double addAndGet(E element, double delta, ScoreCondition condition) {
        return runner.run(calls.addAndGet(element, delta, condition));
    }

    @Override
    public boolean remove(E element) {
        return runner.run(calls.remove(element));
    }

    @Override
    public int removeEach(Collection<? extends E> elements) {
        return runner.run(calls.removeEach(elements));
    }

    @Override
    public int size() {
        return runner.run(calls.size());
    }

    @Override
    public boolean contains(E element) {
        return runner.run(calls.contains(element));
    }

    @Override
    public @Nullable Double score(E element) {
        return runner.run(calls.score(element));
    }

    @Override
    public Map<E, Double> scores(Collection<? extends E> elements) {
        return runner.run(calls.scores(elements));
    }

    @Override
    public @Nullable Integer rank(E element) {
        return runner.run(calls.rank(element));
    }

    @Override
    public @Nullable Integer rankFromTop(E element) {
        return runner.run(calls.rankFromTop(element));
    }

    @Override
    public int count(SortedRange range) {
        return runner.run(calls.count(range));
    }

    @Override
    public List<E> range(SortedRange range) {
        return runner.run(calls.range(range));
    }

    @Override
    public List<ScoredElement<E>> entries(SortedRange range) {
        return runner.run(calls.entries(range));
    }

    @Override
    public int removeRange(SortedRange range) {
        return runner.run(calls.removeRange(range));
    }

    @Override
    public int storeRange(String source, SortedRange range) {
        return runner.run(calls.storeRange(source, range));
    }

    @Override
    public @Nullable ScoredElement<E> popLowest() {
        return runner.run(calls.popLowest());
    }

    @Override
    public @Nullable ScoredElement<E> popHighest() {
        return runner.run(calls.popHighest());
    }

    @Override
    public List<ScoredElement<E>> popLowest(int count) {
        return runner.run(calls.popLowest(count));
    }

    @Override
    public List<ScoredElement<E>> popHighest(int count) {
        return runner.run(calls.popHighest(count));
    }

    @Override
    public @Nullable ScoredElement<E> popLowest(Duration timeout) throws InterruptedException {
        return Awaited.run(runner, calls.await(runner.calls()), calls.popLowest(), Durations.nanos(timeout));
    }

    @Override
    public ScoredElement<E> takeLowest() throws InterruptedException {
        return Awaited.take(runner, calls.await(runner.calls()), calls.popLowest());
    }

    @Override
    public @Nullable PoppedElements<ScoredElement<E>> popLowestOfAny(Collection<String> others, int count) {
        return runner.run(calls.popAny(calls.with(others), false, count));
    }

    @Override
    public @Nullable PoppedElements<ScoredElement<E>> popLowestOfAny(
            Collection<String> others, int count, Duration timeout) throws InterruptedException {
        return popAny(calls.with(others), false, count, timeout);
    }

    @Override
    public @Nullable ScoredElement<E> popHighest(Duration timeout) throws InterruptedException {
        return Awaited.run(runner, calls.await(runner.calls()), calls.popHighest(), Durations.nanos(timeout));
    }

    @Override
    public ScoredElement<E> takeHighest() throws InterruptedException {
        return Awaited.take(runner, calls.await(runner.calls()), calls.popHighest());
    }

    @Override
    public @Nullable PoppedElements<ScoredElement<E>> popHighestOfAny(Collection<String> others, int count) {
        return runner.run(calls.popAny(calls.with(others), true, count));
    }

    @Override
    public @Nullable PoppedElements<ScoredElement<E>> popHighestOfAny(
            Collection<String> others, int count, Duration timeout) throws InterruptedException {
        return popAny(calls.with(others), true, count, timeout);
    }

    private @Nullable PoppedElements<ScoredElement<E>> popAny(
            SeveralKeys keys, boolean highest, int count, Duration timeout) throws InterruptedException {
        KeyWait wait = keys.await(runner.calls(), ValueTag.SORTED_SET);
        return Awaited.run(runner, wait, calls.popAny(keys, highest, count), Durations.nanos(timeout));
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
    public ScanPage<ScoredElement<E>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.run(calls.scan(cursor, pattern, count));
    }

    @Override
    public List<ScoredElement<E>> union(ScoreMerge operands) {
        return runner.await(own -> new AsyncDistributedSortedSet<>(calls, own).union(operands));
    }

    @Override
    public List<ScoredElement<E>> intersection(ScoreMerge operands) {
        return runner.await(own -> new AsyncDistributedSortedSet<>(calls, own).intersection(operands));
    }

    @Override
    public List<ScoredElement<E>> difference(Collection<String> operands) {
        return runner.await(own -> new AsyncDistributedSortedSet<>(calls, own).difference(operands));
    }

    @Override
    public int storeUnion(ScoreMerge operands) {
        return runner.run(calls.storeUnion(operands));
    }

    @Override
    public int storeIntersection(ScoreMerge operands) {
        return runner.run(calls.storeIntersection(operands));
    }

    @Override
    public int storeDifference(Collection<String> operands) {
        return runner.run(calls.storeDifference(operands));
    }
}
