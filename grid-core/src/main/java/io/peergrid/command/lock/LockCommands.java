package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Presence;
import io.peergrid.store.ByteSlice;
import java.util.List;

/** The grid's own commands on locks and semaphores, numbers 230 to 239. */
public final class LockCommands {
    /** Of one semaphore at a time. */
    public static final int MAX_CLAIMS = 1_024;

    public static final int MAX_PERMITS = 1_000_000_000;
    public static final long LEAST_LEASE_MILLIS = 100;
    /** A day. */
    public static final long MAX_LEASE_MILLIS = 86_400_000;

    public static final DataCommand ACQUIRE = new ClaimAcquire(230, "LOCK.ACQUIRE", Keyspaces.LOCKS);
    public static final DataCommand RENEW = new ClaimRenew(231, "LOCK.RENEW", Keyspaces.LOCKS);
    public static final DataCommand RELEASE = new ClaimRelease(232, "LOCK.RELEASE", Keyspaces.LOCKS);
    public static final DataCommand HOLDERS = new ClaimShow(233, "LOCK.HOLDERS", Keyspaces.LOCKS);
    public static final DataCommand BREAK = new ClaimBreak(234, "LOCK.BREAK", Keyspaces.LOCKS);
    public static final DataCommand SEMAPHORE_ACQUIRE =
            new ClaimAcquire(235, "SEMAPHORE.ACQUIRE", Keyspaces.SEMAPHORES);
    public static final DataCommand SEMAPHORE_RENEW = new ClaimRenew(236, "SEMAPHORE.RENEW", Keyspaces.SEMAPHORES);
    public static final DataCommand SEMAPHORE_RELEASE =
            new ClaimRelease(237, "SEMAPHORE.RELEASE", Keyspaces.SEMAPHORES);
    public static final DataCommand SEMAPHORE_HOLDERS = new ClaimShow(238, "SEMAPHORE.HOLDERS", Keyspaces.SEMAPHORES);
    public static final DataCommand SEMAPHORE_BREAK = new ClaimBreak(239, "SEMAPHORE.BREAK", Keyspaces.SEMAPHORES);

    public static final List<DataCommand> ALL = List.of(
            ACQUIRE,
            RENEW,
            RELEASE,
            HOLDERS,
            BREAK,
            SEMAPHORE_ACQUIRE,
            SEMAPHORE_RENEW,
            SEMAPHORE_RELEASE,
            SEMAPHORE_HOLDERS,
            SEMAPHORE_BREAK);

    private LockCommands() {}

    /**
     * Permits that nobody holds, for a hint.
     *
     * @param value of the entry of a lock or a semaphore
     */
    public static int free(ByteSlice value, long nowMillis, Presence presence) {
        return Claims.free(value, nowMillis, presence);
    }

    static long lease(Arguments arguments, int index) {
        String message = "a lease must be from " + LEAST_LEASE_MILLIS + " to " + MAX_LEASE_MILLIS + " ms";
        return arguments.whole(index, LEAST_LEASE_MILLIS, MAX_LEASE_MILLIS, message);
    }
}
