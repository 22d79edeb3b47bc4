package io.peergrid;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The asynchronous twin of {@link GridCounter}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridCounter extends AsyncGridStructure {

    /** As {@link GridCounter#get}. */
    CompletionStage<Long> get();

    /** As {@link GridCounter#set}. */
    CompletionStage<Void> set(long value);

    /** As {@link GridCounter#getAndSet}. */
    CompletionStage<Long> getAndSet(long value);

    /** As {@link GridCounter#incrementAndGet}. */
    CompletionStage<Long> incrementAndGet();

    /** As {@link GridCounter#decrementAndGet}. */
    CompletionStage<Long> decrementAndGet();

    /** As {@link GridCounter#addAndGet}. */
    CompletionStage<Long> addAndGet(long delta);

    /** As {@link GridCounter#addAndGet}. */
    CompletionStage<BigDecimal> addAndGet(BigDecimal delta);

    /** As {@link GridCounter#incrementAndExpire}. */
    CompletionStage<Long> incrementAndExpire(Duration window);
}
