package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridSortedSet}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridSortedSet<E> extends AsyncGridStructure {

    /** As {@link GridSortedSet#add}. */
    CompletionStage<Boolean> add(E element, double score);

    /** As {@link GridSortedSet#add}. */
    CompletionStage<Boolean> add(E element, double score, ScoreCondition condition);

    /** As {@link GridSortedSet#addAll}. */
    CompletionStage<Integer> addAll(Map<? extends E, Double> scores);

    /** As {@link GridSortedSet#addAll}. */
    CompletionStage<Integer> addAll(Map<? extends E, Double> scores, ScoreCondition condition);

    /** As {@link GridSortedSet#addAndGet}. */
    CompletionStage<Double> addAndGet(E element, double delta);

    /** As {@link GridSortedSet#addAndGet}. */
    CompletionStage<@Nullable Double> addAndGet(E element, double delta, ScoreCondition condition);

    /** As {@link GridSortedSet#remove}. */
    CompletionStage<Boolean> remove(E element);

    /** As {@link GridSortedSet#removeEach}. */
    CompletionStage<Integer> removeEach(Collection<? extends E> elements);

    /** As {@link GridSortedSet#size}. */
    CompletionStage<Integer> size();

    /** As {@link GridSortedSet#contains}. */
    CompletionStage<Boolean> contains(E element);

    /** As {@link GridSortedSet#score}. */
    CompletionStage<@Nullable Double> score(E element);

    /** As {@link GridSortedSet#scores}. */
    CompletionStage<Map<E, Double>> scores(Collection<? extends E> elements);

    /** As {@link GridSortedSet#rank}. */
    CompletionStage<@Nullable Integer> rank(E element);

    /** As {@link GridSortedSet#rankFromTop}. */
    CompletionStage<@Nullable Integer> rankFromTop(E element);

    /** As {@link GridSortedSet#count}. */
    CompletionStage<Integer> count(SortedRange range);

    /** As {@link GridSortedSet#range}. */
    CompletionStage<List<E>> range(SortedRange range);

    /** As {@link GridSortedSet#entries}. */
    CompletionStage<List<ScoredElement<E>>> entries(SortedRange range);

    /** As {@link GridSortedSet#removeRange}. */
    CompletionStage<Integer> removeRange(SortedRange range);

    /** As {@link GridSortedSet#storeRange}. */
    CompletionStage<Integer> storeRange(String source, SortedRange range);

    /** As {@link GridSortedSet#popLowest()}. */
    CompletionStage<@Nullable ScoredElement<E>> popLowest();

    /** As {@link GridSortedSet#popHighest()}. */
    CompletionStage<@Nullable ScoredElement<E>> popHighest();

    /** As {@link GridSortedSet#popLowest(int)}. */
    CompletionStage<List<ScoredElement<E>>> popLowest(int count);

    /** As {@link GridSortedSet#popHighest(int)}. */
    CompletionStage<List<ScoredElement<E>>> popHighest(int count);

    /** As {@link GridSortedSet#popLowest(Duration)}. */
    CompletionStage<@Nullable ScoredElement<E>> popLowest(Duration timeout);

    /** As {@link GridSortedSet#popHighest(Duration)}. */
    CompletionStage<@Nullable ScoredElement<E>> popHighest(Duration timeout);

    /** As {@link GridSortedSet#popLowestOfAny(Collection, int)}. */
    CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popLowestOfAny(Collection<String> others, int count);

    /** As {@link GridSortedSet#popLowestOfAny(Collection, int, Duration)}. */
    CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popLowestOfAny(
            Collection<String> others, int count, Duration timeout);

    /** As {@link GridSortedSet#popHighestOfAny(Collection, int)}. */
    CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popHighestOfAny(Collection<String> others, int count);

    /** As {@link GridSortedSet#popHighestOfAny(Collection, int, Duration)}. */
    CompletionStage<@Nullable PoppedElements<ScoredElement<E>>> popHighestOfAny(
            Collection<String> others, int count, Duration timeout);

    /** As {@link GridSortedSet#randomElement}. */
    CompletionStage<@Nullable E> randomElement();

    /** As {@link GridSortedSet#randomElements}. */
    CompletionStage<List<E>> randomElements(int count);

    /** As {@link GridSortedSet#scan}. */
    CompletionStage<ScanPage<ScoredElement<E>>> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** As {@link GridSortedSet#union}. */
    CompletionStage<List<ScoredElement<E>>> union(ScoreMerge operands);

    /** As {@link GridSortedSet#intersection}. */
    CompletionStage<List<ScoredElement<E>>> intersection(ScoreMerge operands);

    /** As {@link GridSortedSet#difference}. */
    CompletionStage<List<ScoredElement<E>>> difference(Collection<String> operands);

    /** As {@link GridSortedSet#storeUnion}. */
    CompletionStage<Integer> storeUnion(ScoreMerge operands);

    /** As {@link GridSortedSet#storeIntersection}. */
    CompletionStage<Integer> storeIntersection(ScoreMerge operands);

    /** As {@link GridSortedSet#storeDifference}. */
    CompletionStage<Integer> storeDifference(Collection<String> operands);
}
