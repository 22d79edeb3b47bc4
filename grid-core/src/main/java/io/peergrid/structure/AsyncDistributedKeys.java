package io.peergrid.structure;

import io.peergrid.AsyncGridKeys;
import io.peergrid.EntryEvent;
import io.peergrid.ExpireCondition;
import io.peergrid.GridSubscription;
import io.peergrid.KeyType;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of the keys. Thread-safe. */
final class AsyncDistributedKeys implements AsyncGridKeys {
    private final KeysCalls calls;
    private final CallRunner runner;
    private final KeysListening listening;

    AsyncDistributedKeys(KeysCalls calls, CallRunner runner, KeysListening listening) {
        this.listening = listening;
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public CompletionStage<GridSubscription> listen(
            String pattern, Consumer<? super EntryEvent<String, Void>> listener) {
        return listening.listen(pattern, listener, runner);
    }

    @Override
    public CompletionStage<KeyType> type(String name) {
        return runner.start(calls.type(name));
    }

    @Override
    public CompletionStage<Boolean> exists(String name) {
        return runner.start(calls.exists(name));
    }

    @Override
    public CompletionStage<Boolean> touch(String name) {
        return runner.start(calls.touch(name));
    }

    @Override
    public CompletionStage<Boolean> delete(String name) {
        return runner.start(calls.delete(name));
    }

    @Override
    public CompletionStage<Boolean> unlink(String name) {
        return runner.start(calls.unlink(name));
    }

    @Override
    public CompletionStage<Boolean> expire(String name, Duration timeToLive) {
        return runner.start(calls.expire(name, timeToLive, ExpireCondition.ALWAYS));
    }

    @Override
    public CompletionStage<Boolean> expire(String name, Duration timeToLive, ExpireCondition condition) {
        return runner.start(calls.expire(name, timeToLive, condition));
    }

    @Override
    public CompletionStage<Boolean> expireAt(String name, Instant moment) {
        return runner.start(calls.expireAt(name, moment, ExpireCondition.ALWAYS));
    }

    @Override
    public CompletionStage<Boolean> expireAt(String name, Instant moment, ExpireCondition condition) {
        return runner.start(calls.expireAt(name, moment, condition));
    }

    @Override
    public CompletionStage<Boolean> persist(String name) {
        return runner.start(calls.persist(name));
    }

    @Override
    public CompletionStage<@Nullable Duration> timeToLive(String name) {
        return runner.start(calls.timeToLive(name));
    }

    @Override
    public CompletionStage<@Nullable Instant> expireTime(String name) {
        return runner.start(calls.expireTime(name));
    }

    @Override
    public CompletionStage<Void> rename(String name, String newName) {
        return runner.start(calls.rename(name, newName));
    }

    @Override
    public CompletionStage<Boolean> renameIfAbsent(String name, String newName) {
        return runner.start(calls.renameIfAbsent(name, newName));
    }

    @Override
    public CompletionStage<Boolean> copy(String name, String target, boolean replace) {
        return runner.start(calls.copy(name, target, replace));
    }

    @Override
    public CompletionStage<ScanPage<String>> scan(
            ScanCursor cursor, @Nullable String pattern, @Nullable KeyType type, int count) {
        return calls.scan(runner, cursor, pattern, type, count);
    }

    @Override
    public CompletionStage<@Nullable String> randomKey() {
        return calls.randomKey(runner);
    }
}
