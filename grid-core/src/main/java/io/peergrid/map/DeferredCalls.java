package io.peergrid.map;

import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Calls that are not carried out one by one: nothing is answered from this member's own store, and nothing is waited for. */
public abstract class DeferredCalls implements SlotCalls {
    private final SlotCalls grid;

    /** @param grid how calls get to the grid */
    protected DeferredCalls(SlotCalls grid) {
        this.grid = grid;
    }

    protected final SlotCalls grid() {
        return grid;
    }

    @Override
    public final CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos) {
        CompletionStage<List<Reply>> replies = CompletableFuture.completedFuture(new ArrayList<>());
        for (Request.Part part : parts) {
            replies = replies.thenCombine(call(part, deadlineNanos), (before, next) -> {
                before.add(next);
                return before;
            });
        }
        return replies;
    }

    @Override
    public final KeyWait await(int slot, byte type, List<Key> keys) {
        throw new UnsupportedOperationException("calls of a transaction or a pipeline wait for nothing");
    }

    @Override
    public final SlotLayout slots() {
        return grid.slots();
    }

    @Override
    public final @Nullable Reply readNow(Request.Part part) {
        return null;
    }

    @Override
    public final long beginRead(int slot) {
        return 0;
    }

    @Override
    public final byte @Nullable [] find(int slot, Key key) {
        return null;
    }

    @Override
    public final boolean endRead(int slot, long stamp, Key key) {
        return false;
    }

    @Override
    public final long wallMillis() {
        return grid.wallMillis();
    }

    @Override
    public final long nanoTime() {
        return grid.nanoTime();
    }

    @Override
    public final Executor callbacks() {
        return grid.callbacks();
    }

    @Override
    public final void mayBlock() {
        grid.mayBlock();
    }

    @Override
    public final String diagnose(Reply reply) {
        return grid.diagnose(reply);
    }

    @Override
    public final void checkOpen() {
        grid.checkOpen();
    }
}
