package io.peergrid;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridSemaphore}. Nothing blocks; stages end with the exceptions of this package, on the grid's callback executor. A stage that is
 * cancelled or completed by others before the permits come gives them back. Thread-safe.
 */
public interface AsyncGridSemaphore {

    /** As {@link GridSemaphore#acquire()}. */
    CompletionStage<GridHold> acquire();

    /** As {@link GridSemaphore#acquire(int)}. */
    CompletionStage<GridHold> acquire(int number);

    /** As {@link GridSemaphore#tryAcquire(int)}. */
    CompletionStage<@Nullable GridHold> tryAcquire(int number);

    /** As {@link GridSemaphore#tryAcquire(int, Duration)}. */
    CompletionStage<@Nullable GridHold> tryAcquire(int number, Duration within);

    /** As {@link GridSemaphore#available}. */
    CompletionStage<Integer> available();

    /** As {@link GridSemaphore#forceRelease}. */
    CompletionStage<Integer> forceRelease();
}
