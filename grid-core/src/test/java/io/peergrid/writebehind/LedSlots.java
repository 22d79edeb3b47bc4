package io.peergrid.writebehind;

import io.peergrid.command.BacklogWatcher;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.map.KeyWait;
import io.peergrid.map.SlotCalls;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.SlotLayout;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** All slots in one store, with a clock that a test moves. */
final class LedSlots implements SlotCalls {
    static final int SLOTS = 8;

    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(SLOTS, KeyspaceLimits.ofMemory(1L << 30));
    private Predicate<Request.Part> answered = part -> true;
    private long version = 1L << 40;
    private long nowMillis = 1_000_000;

    void watch(BacklogWatcher watcher) {
        machine.watchBacklogs(watcher);
    }

    void pass(long millis) {
        nowMillis += millis;
    }

    /** What is not answered is not done either. */
    void answers(Predicate<Request.Part> which) {
        answered = which;
    }

    private Reply decide(Request.Part part) {
        if (!answered.test(part)) {
            return new Reply(Reply.Status.NO_LEASE, 0, null, new byte[0]);
        }
        if (!part.mutation()) {
            ReadResult seen = machine.read(part.slot(), part.command(), nowMillis);
            if (seen.result() != null) {
                return new Reply(Reply.Status.DONE, 0, null, seen.result());
            }
        }
        Decision decision = machine.decide(part.slot(), part.command(), ++version, nowMillis);
        machine.apply(part.slot(), version, decision.effects());
        return new Reply(Reply.Status.DONE, 0, null, decision.result());
    }

    @Override
    public SlotLayout slots() {
        return SlotLayout.of(SLOTS);
    }

    @Override
    public Reply readNow(Request.Part part) {
        return null;
    }

    @Override
    public long beginRead(int slot) {
        return 0;
    }

    @Override
    public byte[] find(int slot, Key key) {
        return null;
    }

    @Override
    public boolean endRead(int slot, long stamp, Key key) {
        return false;
    }

    @Override
    public long wallMillis() {
        return nowMillis;
    }

    @Override
    public CompletionStage<Reply> call(Request.Part part, long deadlineNanos) {
        return CompletableFuture.completedFuture(decide(part));
    }

    @Override
    public CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos) {
        List<Reply> replies = new ArrayList<>();
        parts.forEach(part -> replies.add(decide(part)));
        return CompletableFuture.completedFuture(replies);
    }

    @Override
    public KeyWait await(int slot, byte type, List<Key> keys) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }

    @Override
    public Executor callbacks() {
        return Runnable::run;
    }

    @Override
    public void mayBlock() {}

    @Override
    public String diagnose(Reply reply) {
        return reply.status().toString();
    }

    @Override
    public void checkOpen() {}
}
