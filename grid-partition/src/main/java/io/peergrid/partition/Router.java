package io.peergrid.partition;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Lease;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings operations to the member that answers for their slots and their answers back (docs/protocols/routing.md). Thread-safe;
 * owns no thread. Stages complete in the thread that brings the answer: continuations must be short and must not block.
 */
public final class Router {
    /** What the router asks of the membership. Thread-safe. */
    @FunctionalInterface
    public interface Refresh {
        /** A member has installed a higher epoch than ours: its configuration should be pulled. Cheap, may be repeated. */
        void behind(MemberId informant, long epoch);
    }

    public Router(
            RouterSettings settings,
            Transport transport,
            Clock clock,
            Scheduler scheduler,
            Lease lease,
            LocalSlots local,
            Refresh refresh) {}

    /** A read answered at once from this member's store, without a record; null if that is not possible. */
    public @Nullable Reply readNow(Request.Part part) {
        return null;
    }

    /**
     * Executes one command. Retries under the deadline, always with the same operation number (2.8).
     *
     * @param deadlineNanos on the member's monotonic clock
     */
    public CompletionStage<Reply> call(Request.Part part, long deadlineNanos) {
        return new CompletableFuture<>();
    }

    /** Executes commands, one request per owner; only unfinished ones are tried again. Replies come in the order of the parts. */
    public CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos) {
        return new CompletableFuture<>();
    }

    /** A response arrived. @throws io.peergrid.wire.WireFormatException if it is malformed */
    public void received(MemberId from, byte[] frame) {}

    /** A configuration is installed: whatever waits for it goes on. Called after the local slots have installed it. */
    public void installed(Configuration<SlotTable> now) {}

    /** All numbers below this have been answered or given up. */
    public long lowWater() {
        return 0;
    }

    /** Operations open at this moment. */
    public int inFlight() {
        return 0;
    }

    /** Ends every open operation: UNKNOWN if it may take effect, OVERLOADED otherwise; refuses new ones. */
    public void close() {}
}
