package io.peergrid.structure;

import io.peergrid.AsyncGridSortedSet;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a sorted set. Thread-safe. */
final class AsyncDistributedSortedSet<E> extends AsyncDistributedStructure implements AsyncGridSortedSet<E> {
    private final SortedSetCalls<E> calls;

    AsyncDistributedSortedSet(SortedSetCalls<E> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> add(E element, double score) {
        return runner.start(calls.add(element, score));
    }

    @Override
    public CompletionStage<Boolean> add(E element, double score, ScoreCondition condition) {
        return runner.start(calls.add(element, score, condition));
    }

    @Override
    public CompletionStage<Integer> addAll(Map<? extends E, Double> scores) {
        return runner.start(calls.addAll(scores));
    }

    @Override
    public CompletionStage<Integer> addAll(Map<? extends E, Double> scores, ScoreCondition condition) {
        return runner.start(calls.addAll(scores, condition));
    }

    @Override
    public CompletionStage<Double> addAndGet(E element, double delta) {
        return runner.start(calls.addAndGet(element, delta));
    }

    @Override
    public CompletionStage<@Nullable Double> addAndGet(E element, double delta, ScoreCondition condition) {
        return runner.start(calls.addAndGet(element, delta, condition));
    }

    @Override
    public CompletionStage<Boolean> remove(E element) {
        return runner.start(calls.remove(element));
    }

    @Override
    public CompletionStage<Integer> removeEach(Collection<? extends E> elements) {
        return runner.start(calls.removeEach(elements));
    }

    @Override
    public CompletionStage<Integer> size() {
        return runner.start(calls.size());
    }

    @Override
    public CompletionStage<Boolean> contains(E element) {
        return runner.start(calls.contains(element));
    }

    @Override
    public CompletionStage<@Nullable Double> score(E element) {
        return runner.start(calls.score(element));
    }

    @Override
    public CompletionStage<Map<E, Double>> scores(Collection<? extends E> elements) {
        return runner.start(calls.scores(elements));
    }

    @Override
    public CompletionStage<@Nullable Integer> rank(E element) {
        return runner.start(calls.rank(element));
    }

    @Override
    public CompletionStage<@Nullable Integer> rankFromTop(E element) {
        return runner.start(calls.rankFromTop(element));
    }

    @Override
    public CompletionStage<Integer> count(SortedRange range) {
        return runner.start(calls.count(range));
    }

    @Override
    public CompletionStage<List<E>> range(SortedRange range) {
        return runner.start(calls.range(range));
    }

    @Override
    public CompletionStage<List<ScoredElement<E>>> entries(SortedRange range) {
        return runner.start(calls.entries(range));
    }

    @Override
    public CompletionStage<Integer> removeRange(SortedRange range) {
        return runner.start(calls.removeRange(range));
    }

    @Override
    public CompletionStage<Integer> storeRange(String source, SortedRange range) {
        return runner.start(calls.storeRange(source, range));
    }

    @Override
    public CompletionStage<@Nullable ScoredElement<E>> popLowest() {
        return runner.start(calls.popLowest());
    }

    @Override
    public CompletionStage<@Nullable ScoredElement<E>> popHighest() {
        return runner.start(calls.popHighest());
    }

    @Override
    public CompletionStage<List<ScoredElement<E>>> popLowest(int count) {
        return runner.start(calls.popLowest(count));
    }

    @Override
    public CompletionStage<List<ScoredElement<E>>> popHighest(int count) {
        return runner.start(calls.popHighest(count));
    }

    @Override
    public CompletionStage<@Nullable ScoredElement<E>> popLowest(Duration timeout) {
        return Awaited.start(runner, calls.await(runner.calls()), calls.popLowest(), Durations.nanos(timeout));
    }

    @Override
    public CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popLowestOfAny(
            Collection<String> others, int count) {
        return runner.start(calls.popAny(calls.with(others), false, count));
    }

    @Override
    public CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popLowestOfAny(
            Collection<String> others, int count, Duration timeout) {
        return popAny(calls.with(others), false, count, timeout);
    }

    @Override
    public CompletionStage<@Nullable ScoredElement<E>> popHighest(Duration timeout) {
        return Awaited.start(runner, calls.await(runner.calls()), calls.popHighest(), Durations.nanos(timeout));
    }

    @Override
    public CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popHighestOfAny(
            Collection<String> others, int count) {
        return runner.start(calls.popAny(calls.with(others), true, count));
    }

    @Override
    public CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popHighestOfAny(
            Collection<String> others, int count, Duration timeout) {
        return popAny(calls.with(others), true, count, timeout);
    }

    private CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popAny(
            SeveralKeys keys, boolean highest, int count, Duration timeout) {
        KeyWait wait = keys.await(runner.calls(), ValueTag.SORTED_SET);
        return Awaited.start(runner, wait, calls.popAny(keys, highest, count), Durations.nanos(timeout));
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
    public CompletionStage<ScanPage<ScoredElement<E>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.start(calls.scan(cursor, pattern, count));
    }

    @Override
    public CompletionStage<List<ScoredElement<E>>> union(ScoreMerge operands) {
        return combined(calls.union(operands));
    }

    @Override
    public CompletionStage<List<ScoredElement<E>>> intersection(ScoreMerge operands) {
        return combined(calls.intersection(operands));
    }

    @Override
    public CompletionStage<List<ScoredElement<E>>> difference(Collection<String> operands) {
        return combined(calls.difference(operands));
    }

    @Override
    public CompletionStage<Integer> storeUnion(ScoreMerge operands) {
        return runner.start(calls.storeUnion(operands));
    }

    @Override
    public CompletionStage<Integer> storeIntersection(ScoreMerge operands) {
        return runner.start(calls.storeIntersection(operands));
    }

    @Override
    public CompletionStage<Integer> storeDifference(Collection<String> operands) {
        return runner.start(calls.storeDifference(operands));
    }

    /** One command if all operands are of one slot; otherwise asks the owners of all of them at once. */
    private CompletionStage<List<ScoredElement<E>>> combined(ScoreGathering<E> gathering) {
        return gathering.inOneSlot()
                ? runner.start(gathering.whole())
                : runner.startAll(gathering.parts(), runner.deadline()).thenApply(gathering::combine);
    }
}
