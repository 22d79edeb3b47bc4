package io.peergrid;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridHash}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridHash<F, V> extends AsyncGridStructure {

    /** As {@link GridHash#put}. */
    CompletionStage<Boolean> put(F field, V value);

    /** As {@link GridHash#putAll}. */
    CompletionStage<Integer> putAll(Map<? extends F, ? extends V> fields);

    /** As {@link GridHash#putIfAbsent}. */
    CompletionStage<Boolean> putIfAbsent(F field, V value);

    /** As {@link GridHash#get}. */
    CompletionStage<@Nullable V> get(F field);

    /** As {@link GridHash#getAll}. */
    CompletionStage<Map<F, V>> getAll(Collection<? extends F> fields);

    /** As {@link GridHash#remove}. */
    CompletionStage<Boolean> remove(F field);

    /** As {@link GridHash#removeAll}. */
    CompletionStage<Integer> removeAll(Collection<? extends F> fields);

    /** As {@link GridHash#containsField}. */
    CompletionStage<Boolean> containsField(F field);

    /** As {@link GridHash#size}. */
    CompletionStage<Integer> size();

    /** As {@link GridHash#valueLength}. */
    CompletionStage<Integer> valueLength(F field);

    /** As {@link GridHash#toMap}. */
    CompletionStage<Map<F, V>> toMap();

    /** As {@link GridHash#fields}. */
    CompletionStage<Set<F>> fields();

    /** As {@link GridHash#values}. */
    CompletionStage<List<V>> values();

    /** As {@link GridHash#addAndGet}. */
    CompletionStage<Long> addAndGet(F field, long delta);

    /** As {@link GridHash#addAndGet}. */
    CompletionStage<BigDecimal> addAndGet(F field, BigDecimal delta);

    /** As {@link GridHash#randomField}. */
    CompletionStage<@Nullable F> randomField();

    /** As {@link GridHash#randomFields}. */
    CompletionStage<List<F>> randomFields(int count);

    /** As {@link GridHash#scan}. */
    CompletionStage<ScanPage<Map.Entry<F, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count);
}
