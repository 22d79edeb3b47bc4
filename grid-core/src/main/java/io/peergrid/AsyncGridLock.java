package io.peergrid;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridLock}. Each acquire is a holder of its own, whatever thread asks. Nothing blocks; stages end with the exceptions of this
 * package, on the grid's callback executor. A stage that is cancelled or completed by others before the lock comes gives it back. Thread-safe.
 */
public interface AsyncGridLock {

    /** As {@link GridLock#acquire}. */
    CompletionStage<GridHold> acquire();

    /** As {@link GridLock#tryAcquire()}. */
    CompletionStage<@Nullable GridHold> tryAcquire();

    /** As {@link GridLock#tryAcquire(Duration)}. */
    CompletionStage<@Nullable GridHold> tryAcquire(Duration within);

    /** As {@link GridLock#isLocked}. */
    CompletionStage<Boolean> isLocked();

    /** As {@link GridLock#forceUnlock}. */
    CompletionStage<Boolean> forceUnlock();
}
