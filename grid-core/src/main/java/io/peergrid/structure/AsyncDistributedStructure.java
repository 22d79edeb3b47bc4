package io.peergrid.structure;

import io.peergrid.AsyncGridStructure;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the asynchronous skins of all structures do with their key. Thread-safe. */
abstract class AsyncDistributedStructure implements AsyncGridStructure {
    final CallRunner runner;

    private final KeyCalls key;

    AsyncDistributedStructure(KeyCalls key, CallRunner runner) {
        this.key = key;
        this.runner = runner;
    }

    @Override
    public final CompletionStage<Boolean> exists() {
        return runner.start(key.exists());
    }

    @Override
    public final CompletionStage<Boolean> delete() {
        return runner.start(key.delete());
    }

    @Override
    public final CompletionStage<Boolean> expire(Duration timeToLive) {
        return runner.start(key.expire(timeToLive));
    }

    @Override
    public final CompletionStage<Boolean> persist() {
        return runner.start(key.persist());
    }

    @Override
    public final CompletionStage<@Nullable Duration> timeToLive() {
        return runner.start(key.timeToLive());
    }
}
