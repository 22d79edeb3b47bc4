package io.peergrid;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridHyperLogLog}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridHyperLogLog<E> extends AsyncGridStructure {

    /** As {@link GridHyperLogLog#add}. */
    CompletionStage<Boolean> add(E element);

    /** As {@link GridHyperLogLog#addAll}. */
    CompletionStage<Boolean> addAll(Collection<? extends E> elements);

    /** As {@link GridHyperLogLog#count}. */
    CompletionStage<Long> count();

    /** As {@link GridHyperLogLog#countWith}. */
    CompletionStage<Long> countWith(Collection<String> others);

    /** As {@link GridHyperLogLog#merge}. */
    CompletionStage<@Nullable Void> merge(Collection<String> others);
}
