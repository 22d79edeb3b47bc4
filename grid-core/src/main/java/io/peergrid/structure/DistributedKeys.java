package io.peergrid.structure;

import io.peergrid.AsyncGridKeys;
import io.peergrid.EntryEvent;
import io.peergrid.ExpireCondition;
import io.peergrid.GridKeys;
import io.peergrid.GridSubscription;
import io.peergrid.KeyType;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.map.CallRunner;
import io.peergrid.map.PageIterator;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The blocking skin of the keys. Thread-safe. */
final class DistributedKeys implements GridKeys {
    private final KeysCalls calls;
    private final CallRunner runner;
    private final KeysListening listening;

    DistributedKeys(KeysCalls calls, CallRunner runner, KeysListening listening) {
        this.listening = listening;
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public AsyncGridKeys async() {
        return new AsyncDistributedKeys(calls, runner, listening);
    }

    @Override
    public GridKeys withDeadline(Duration deadline) {
        return new DistributedKeys(calls, runner.withDeadline(deadline), listening);
    }

    @Override
    public GridSubscription listen(String pattern, Consumer<? super EntryEvent<String, Void>> listener) {
        return runner.await(here -> listening.listen(pattern, listener, here));
    }

    @Override
    public KeyType type(String name) {
        return runner.run(calls.type(name));
    }

    @Override
    public boolean exists(String name) {
        return runner.run(calls.exists(name));
    }

    @Override
    public boolean touch(String name) {
        return runner.run(calls.touch(name));
    }

    @Override
    public boolean delete(String name) {
        return runner.run(calls.delete(name));
    }

    @Override
    public boolean unlink(String name) {
        return runner.run(calls.unlink(name));
    }

    @Override
    public boolean expire(String name, Duration timeToLive) {
        return runner.run(calls.expire(name, timeToLive, ExpireCondition.ALWAYS));
    }

    @Override
    public boolean expire(String name, Duration timeToLive, ExpireCondition condition) {
        return runner.run(calls.expire(name, timeToLive, condition));
    }

    @Override
    public boolean expireAt(String name, Instant moment) {
        return runner.run(calls.expireAt(name, moment, ExpireCondition.ALWAYS));
    }

    @Override
    public boolean expireAt(String name, Instant moment, ExpireCondition condition) {
        return runner.run(calls.expireAt(name, moment, condition));
    }

    @Override
    public boolean persist(String name) {
        return runner.run(calls.persist(name));
    }

    @Override
    public @Nullable Duration timeToLive(String name) {
        return runner.run(calls.timeToLive(name));
    }

    @Override
    public @Nullable Instant expireTime(String name) {
        return runner.run(calls.expireTime(name));
    }

    @Override
    public void rename(String name, String newName) {
        runner.run(calls.rename(name, newName));
    }

    @Override
    public boolean renameIfAbsent(String name, String newName) {
        return runner.run(calls.renameIfAbsent(name, newName));
    }

    @Override
    public boolean copy(String name, String target, boolean replace) {
        return runner.run(calls.copy(name, target, replace));
    }

    @Override
    public ScanPage<String> scan(ScanCursor cursor, @Nullable String pattern, @Nullable KeyType type, int count) {
        return runner.await(own -> calls.scan(own, cursor, pattern, type, count));
    }

    @Override
    public Stream<String> stream() {
        return stream(null, null);
    }

    @Override
    public Stream<String> stream(@Nullable String pattern, @Nullable KeyType type) {
        Iterator<String> keys =
                new PageIterator<>(cursor -> scan(cursor, pattern, type, PageIterator.PAGE), this::delete);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(keys, Spliterator.NONNULL), false);
    }

    @Override
    public @Nullable String randomKey() {
        return runner.await(calls::randomKey);
    }
}
