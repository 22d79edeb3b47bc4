package io.peergrid;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridSet}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridSet<E> extends AsyncGridStructure {

    /** As {@link GridSet#add}. */
    CompletionStage<Boolean> add(E element);

    /** As {@link GridSet#addEach}. */
    CompletionStage<Integer> addEach(Collection<? extends E> elements);

    /** As {@link GridSet#removeEach}. */
    CompletionStage<Integer> removeEach(Collection<? extends E> elements);

    /** As {@link GridSet#containedOf}. */
    CompletionStage<Set<E>> containedOf(Collection<? extends E> elements);

    /** As {@link GridSet#toSet}. */
    CompletionStage<Set<E>> toSet();

    /** As {@link GridSet#moveTo}. */
    CompletionStage<Boolean> moveTo(String other, E element);

    /** As {@link GridSet#pop}. */
    CompletionStage<@Nullable E> pop();

    /** As {@link GridSet#pop}. */
    CompletionStage<Set<E>> pop(int count);

    /** As {@link GridSet#randomElement}. */
    CompletionStage<@Nullable E> randomElement();

    /** As {@link GridSet#randomElements}. */
    CompletionStage<List<E>> randomElements(int count);

    /** As {@link GridSet#storeIntersection}. */
    CompletionStage<Integer> storeIntersection(Collection<String> sets);

    /** As {@link GridSet#storeUnion}. */
    CompletionStage<Integer> storeUnion(Collection<String> sets);

    /** As {@link GridSet#storeDifference}. */
    CompletionStage<Integer> storeDifference(Collection<String> sets);

    /** As {@link GridSet#scan}. */
    CompletionStage<ScanPage<E>> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** As {@link GridSet#remove}. */
    CompletionStage<Boolean> remove(E element);

    /** As {@link GridSet#contains}. */
    CompletionStage<Boolean> contains(E element);

    /** As {@link GridSet#size}. */
    CompletionStage<Integer> size();

    /** As {@link GridSet#intersection}. */
    CompletionStage<Set<E>> intersection(Collection<String> others);

    /** As {@link GridSet#union}. */
    CompletionStage<Set<E>> union(Collection<String> others);

    /** As {@link GridSet#difference}. */
    CompletionStage<Set<E>> difference(Collection<String> others);
}
