package io.peergrid.structure;

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

/** All slots in one store, with a clock that a test moves and an owner that it can make unreachable. */
final class OwnSlots implements SlotCalls {
    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(8, KeyspaceLimits.ofMemory(1L << 30));
    private final List<CompletableFuture<Boolean>> waits = new ArrayList<>();
    private long version = 1L << 40;
    private long nowMillis = 1_000_000;
    private Predicate<Request.Part> answered = part -> true;
    private Reply.Status refusal = Reply.Status.NO_LEASE;
    private int asked;

    OwnSlots() {
        machine.watch((type, key) -> wakeAll());
    }

    /** By this member's clock and the slots' alike. */
    void pass(long millis) {
        nowMillis += millis;
    }

    /** What is asked from now on is not done and ends so. */
    void unreachable(Reply.Status status) {
        answered = part -> false;
        refusal = status;
    }

    /** What is asked from now on is done, but its answer is lost. */
    void unknown() {
        answered = part -> {
            decide(part);
            return false;
        };
        refusal = Reply.Status.UNKNOWN;
    }

    void reachable() {
        answered = part -> true;
    }

    int asked() {
        return asked;
    }

    private Reply decide(Request.Part part) {
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

    private void wakeAll() {
        List<CompletableFuture<Boolean>> waiting = List.copyOf(waits);
        waits.clear();
        waiting.forEach(wait -> wait.complete(true));
    }

    @Override
    public CompletionStage<Reply> call(Request.Part part, long deadlineNanos) {
        asked++;
        return CompletableFuture.completedFuture(
                answered.test(part) ? decide(part) : new Reply(refusal, 0, null, new byte[0]));
    }

    @Override
    public KeyWait await(int slot, byte type, List<Key> keys) {
        return new KeyWait() {
            @Override
            public CompletionStage<Boolean> next(long deadlineNanos) {
                CompletableFuture<Boolean> wait = new CompletableFuture<>();
                waits.add(wait);
                return wait;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }

    @Override
    public long wallMillis() {
        return nowMillis;
    }

    @Override
    public Executor callbacks() {
        return Runnable::run;
    }

    @Override
    public SlotLayout slots() {
        return SlotLayout.of(8);
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
        return machine.find(slot, key);
    }

    @Override
    public boolean endRead(int slot, long stamp, Key key) {
        return false;
    }

    @Override
    public CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos) {
        throw new UnsupportedOperationException();
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
