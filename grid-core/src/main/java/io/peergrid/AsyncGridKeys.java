package io.peergrid;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridKeys}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridKeys {

    /** As {@link GridKeys#listen}. */
    CompletionStage<GridSubscription> listen(String pattern, Consumer<? super EntryEvent<String, Void>> listener);

    /** As {@link GridKeys#type}. */
    CompletionStage<KeyType> type(String name);

    /** As {@link GridKeys#exists}. */
    CompletionStage<Boolean> exists(String name);

    /** As {@link GridKeys#touch}. */
    CompletionStage<Boolean> touch(String name);

    /** As {@link GridKeys#delete}. */
    CompletionStage<Boolean> delete(String name);

    /** As {@link GridKeys#unlink}. */
    CompletionStage<Boolean> unlink(String name);

    /** As {@link GridKeys#expire}. */
    CompletionStage<Boolean> expire(String name, Duration timeToLive);

    /** As {@link GridKeys#expire}. */
    CompletionStage<Boolean> expire(String name, Duration timeToLive, ExpireCondition condition);

    /** As {@link GridKeys#expireAt}. */
    CompletionStage<Boolean> expireAt(String name, Instant moment);

    /** As {@link GridKeys#expireAt}. */
    CompletionStage<Boolean> expireAt(String name, Instant moment, ExpireCondition condition);

    /** As {@link GridKeys#persist}. */
    CompletionStage<Boolean> persist(String name);

    /** As {@link GridKeys#timeToLive}. */
    CompletionStage<@Nullable Duration> timeToLive(String name);

    /** As {@link GridKeys#expireTime}. */
    CompletionStage<@Nullable Instant> expireTime(String name);

    /** As {@link GridKeys#rename}. */
    CompletionStage<Void> rename(String name, String newName);

    /** As {@link GridKeys#renameIfAbsent}. */
    CompletionStage<Boolean> renameIfAbsent(String name, String newName);

    /** As {@link GridKeys#copy}. */
    CompletionStage<Boolean> copy(String name, String target, boolean replace);

    /** As {@link GridKeys#scan}. */
    CompletionStage<ScanPage<String>> scan(
            ScanCursor cursor, @Nullable String pattern, @Nullable KeyType type, int count);

    /** As {@link GridKeys#randomKey}. */
    CompletionStage<@Nullable String> randomKey();
}
