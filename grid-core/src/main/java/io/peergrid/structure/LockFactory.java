package io.peergrid.structure;

import io.peergrid.GridLock;
import io.peergrid.GridSemaphore;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotCalls;
import java.time.Duration;

/** Makes the handles of a member's locks and semaphores, and renews what the member holds. Thread-safe. */
public final class LockFactory {
    private final CallRunner runner;
    private final Names names;
    private final HoldKeeper keeper;
    private final ThreadHolds threads = new ThreadHolds();

    /**
     * @param standing of this member, who holds its locks
     * @param deadline how long a call may take
     */
    public LockFactory(SlotCalls calls, MemberStanding standing, KeyspaceLimits limits, Duration deadline) {
        runner = new CallRunner(calls, deadline);
        names = new Names(limits, calls.slots().partitioned());
        keeper = new HoldKeeper(runner, standing);
    }

    /** Renews what this member holds. On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        keeper.poll(now);
        threads.poll();
    }

    /** This member may have been out of the grid for a while: what it holds has to be confirmed. */
    public void doubtHolds() {
        keeper.doubt();
    }

    /** This member has left. */
    public void close() {
        keeper.close();
    }

    public GridLock lock(String name) {
        ClaimCalls calls = new ClaimCalls(names.key(name), ClaimCalls.Kind.LOCK, 1, ClaimCalls.DEFAULT_LEASE);
        return new DistributedLock(calls, runner, keeper, threads);
    }

    /** @param permits from 1 to 10^9 */
    public GridSemaphore semaphore(String name, int permits) {
        ClaimCalls calls =
                new ClaimCalls(names.key(name), ClaimCalls.Kind.SEMAPHORE, permits, ClaimCalls.DEFAULT_LEASE);
        return new DistributedSemaphore(calls, runner, keeper);
    }
}
