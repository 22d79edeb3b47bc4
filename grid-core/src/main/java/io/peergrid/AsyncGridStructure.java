package io.peergrid;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous twin of {@link GridStructure}. Thread-safe. */
public interface AsyncGridStructure {

    /** As {@link GridStructure#exists}. */
    CompletionStage<Boolean> exists();

    /** As {@link GridStructure#delete}. */
    CompletionStage<Boolean> delete();

    /** As {@link GridStructure#expire}. */
    CompletionStage<Boolean> expire(Duration timeToLive);

    /** As {@link GridStructure#persist}. */
    CompletionStage<Boolean> persist();

    /** As {@link GridStructure#timeToLive}. */
    CompletionStage<@Nullable Duration> timeToLive();
}
