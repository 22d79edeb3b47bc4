package io.peergrid.node;

import io.peergrid.GridClosedException;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.function.FunctionThreads;
import io.peergrid.map.KeyWait;
import io.peergrid.map.SlotCalls;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.Router;
import io.peergrid.partition.SlotLayout;
import io.peergrid.ports.Clock;
import io.peergrid.store.Key;
import io.peergrid.waiting.KeyWaits;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The maps' way to slots: the member's router, its clock and its callback executor. Thread-safe. */
final class NodeSlotCalls implements SlotCalls {
    private final String grid;
    private final SlotLayout slots;
    private final KeyspaceStateMachine machine;
    private final Router router;
    private final KeyWaits waits;
    private final Clock clock;
    private final Executor callbacks;
    private final Diagnosis diagnosis;
    private final BooleanSupplier closed;
    private final boolean withinFunctions;

    NodeSlotCalls(
            String grid,
            SlotLayout slots,
            KeyspaceStateMachine machine,
            Router router,
            KeyWaits waits,
            Clock clock,
            Executor callbacks,
            Diagnosis diagnosis,
            BooleanSupplier closed) {
        this.grid = grid;
        this.slots = slots;
        this.machine = machine;
        this.router = router;
        this.waits = waits;
        this.clock = clock;
        this.callbacks = callbacks;
        this.diagnosis = diagnosis;
        this.closed = closed;
        withinFunctions = false;
    }

    private NodeSlotCalls(NodeSlotCalls from) {
        grid = from.grid;
        slots = from.slots;
        machine = from.machine;
        router = from.router;
        waits = from.waits;
        clock = from.clock;
        callbacks = from.callbacks;
        diagnosis = from.diagnosis;
        closed = from.closed;
        withinFunctions = true;
    }

    /** For the structures that a function is given; all others are refused on its thread. */
    NodeSlotCalls withinFunctions() {
        return new NodeSlotCalls(this);
    }

    @Override
    public SlotLayout slots() {
        return slots;
    }

    @Override
    public @Nullable Reply readNow(Request.Part part) {
        return router.readNow(part);
    }

    @Override
    public long beginRead(int slot) {
        return router.beginRead(slot);
    }

    @Override
    public byte @Nullable [] find(int slot, Key key) {
        return machine.find(slot, key);
    }

    @Override
    public boolean endRead(int slot, long stamp, Key key) {
        return router.endRead(slot, stamp, key.hash());
    }

    @Override
    public long wallMillis() {
        return clock.wallMillis();
    }

    @Override
    public CompletionStage<Reply> call(Request.Part part, long deadlineNanos) {
        return router.call(part, deadlineNanos);
    }

    @Override
    public CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos) {
        return router.callAll(parts, deadlineNanos);
    }

    @Override
    public KeyWait await(int slot, byte type, List<Key> keys) {
        return waits.begin(slot, type, keys);
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void mayBlock() {
        if (CallbackExecutor.onCallbackThread()) {
            throw new IllegalStateException("a blocking call on a callback thread of the grid could wait for itself: "
                    + "use the map's async() here, or hand over to a thread of your own");
        }
    }

    @Override
    public String diagnose(Reply reply) {
        return diagnosis.of(reply);
    }

    @Override
    public void checkOpen() {
        if (!withinFunctions && FunctionThreads.isHere()) {
            throw new IllegalStateException("a function uses nothing of the grid but the structures it is given: "
                    + "what it did elsewhere would not be part of it, and could wait for itself");
        }
        if (closed.getAsBoolean()) {
            throw new GridClosedException("this member has left the grid \"" + grid
                    + "\"; nothing happened. Join again, or ask another member");
        }
    }
}
