package io.peergrid.node;

import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.command.Reap;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Membership;
import io.peergrid.partition.Request;
import io.peergrid.partition.Router;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Removes entries whose time is over from the slots this member is primary of, by a replicated command (I28). On the protocol
 * thread.
 */
final class ExpirySweep {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int SLOTS_AT_ONCE = 64;

    private final KeyspaceStateMachine machine;
    private final Membership<SlotTable> membership;
    private final Router router;
    private final Clock clock;
    private final MemberId self;
    private final Set<Integer> running = ConcurrentHashMap.newKeySet();
    private long nextNanos;
    private boolean begun;

    ExpirySweep(
            KeyspaceStateMachine machine, Membership<SlotTable> membership, Router router, Clock clock, MemberId self) {
        this.machine = machine;
        this.membership = membership;
        this.router = router;
        this.clock = clock;
        this.self = self;
    }

    void poll(long now) {
        if ((begun && now - nextNanos < 0) || !membership.lease().isValid(now)) {
            return;
        }
        begun = true;
        nextNanos = now + EVERY_NANOS;
        Configuration<SlotTable> installed = membership.installed();
        if (installed == null) {
            return;
        }
        SlotTable table = installed.body();
        IntPredicate mine = slot ->
                !running.contains(slot) && self.equals(table.assignment(slot).primary());
        for (int slot : machine.slotsDue(clock.wallMillis(), SLOTS_AT_ONCE, mine)) {
            running.add(slot);
            byte[] command = new Reap(Reap.MAX_LIMIT).toBytes();
            var unused = router.call(new Request.Part(slot, true, command), now + DEADLINE_NANOS)
                    .whenComplete((reply, error) -> running.remove(slot));
        }
    }
}
