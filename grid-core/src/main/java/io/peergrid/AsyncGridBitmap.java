package io.peergrid;

import java.util.BitSet;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/**
 * The asynchronous twin of {@link GridBitmap}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridBitmap extends AsyncGridStructure {

    /** As {@link GridBitmap#get}. */
    CompletionStage<Boolean> get(long index);

    /** As {@link GridBitmap#set}. */
    CompletionStage<Boolean> set(long index, boolean value);

    /** As {@link GridBitmap#size}. */
    CompletionStage<Long> size();

    /** As {@link GridBitmap#cardinality}. */
    CompletionStage<Long> cardinality();

    /** As {@link GridBitmap#cardinality}. */
    CompletionStage<Long> cardinality(long first, long last);

    /** As {@link GridBitmap#nextSet}. */
    CompletionStage<Long> nextSet(long from);

    /** As {@link GridBitmap#nextClear}. */
    CompletionStage<Long> nextClear(long from);

    /** As {@link GridBitmap#toBitSet}. */
    CompletionStage<BitSet> toBitSet();

    /** As {@link GridBitmap#storeAnd}. */
    CompletionStage<Long> storeAnd(Collection<String> bitmaps);

    /** As {@link GridBitmap#storeOr}. */
    CompletionStage<Long> storeOr(Collection<String> bitmaps);

    /** As {@link GridBitmap#storeXor}. */
    CompletionStage<Long> storeXor(Collection<String> bitmaps);

    /** As {@link GridBitmap#storeNot}. */
    CompletionStage<Long> storeNot(String bitmap);
}
