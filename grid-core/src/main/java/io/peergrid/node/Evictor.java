package io.peergrid.node;

import io.peergrid.command.Evict;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.command.Reap;
import io.peergrid.eviction.EvictionGroups;
import io.peergrid.eviction.Victim;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.Router;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what may be evicted within its bounds: whoever writes here makes room first if the member's memory is full, and afterwards
 * evicts what is too much, each entry by a replicated command in its slot (I28). Thread-safe. See {@code docs/protocols/eviction.md}.
 */
final class Evictor implements LocalSlots {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** After a write; each adds one entry as a rule, so whoever is over its bound comes back to it. */
    private static final int EVICTIONS_A_WRITE = 8;
    /** Before a write for which there is no memory. */
    private static final int EVICTIONS_FOR_ROOM = 1_024;

    private static final int EVICTIONS_A_POLL = 256;
    private static final int UNANSWERED_MAX = 4_096;
    private static final int SLOTS_AT_ONCE = 512;
    /** What an entry takes besides the bytes of its command, about. */
    private static final int OVERHEAD_BYTES = 64;

    private final LocalSlots slots;
    private final KeyspaceStateMachine machine;
    private final EvictionGroups groups;
    private final Clock clock;
    private final MemberId self;
    private final int slotCount;
    /** Eviction's own commands come back here as any other. */
    private final ThreadLocal<Boolean> evicting = ThreadLocal.withInitial(() -> false);

    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Router router;
    private long nextNanos;
    private boolean begun;

    Evictor(LocalSlots slots, KeyspaceStateMachine machine, Clock clock, MemberId self, int slotCount) {
        this.slots = slots;
        this.machine = machine;
        this.groups = machine.evictions();
        this.clock = clock;
        this.self = self;
        this.slotCount = slotCount;
    }

    /** The way of eviction's own commands; once, before anything else. */
    void through(Router routing) {
        router = routing;
    }

    @Override
    public void execute(MemberId caller, Request request, ReplyTo replyTo) {
        if (groups.isEmpty()) {
            slots.execute(caller, request, replyTo);
            return;
        }
        long incoming = incomingBytes(request);
        if (incoming > 0) {
            evict(EVICTIONS_FOR_ROOM, incoming);
        }
        slots.execute(caller, request, replyTo);
        if (incoming > 0) {
            evict(EVICTIONS_A_WRITE, 0);
        }
    }

    /**
     * Another member's request is executed by a task.
     *
     * @param length of its frame, in bytes
     */
    void received(int length, Runnable execution) {
        if (!groups.isEmpty()) {
            evict(EVICTIONS_FOR_ROOM, length);
        }
        execution.run();
        if (!groups.isEmpty()) {
            evict(EVICTIONS_A_WRITE, 0);
        }
    }

    private static long incomingBytes(Request request) {
        long bytes = 0;
        for (Request.Part part : request.parts()) {
            bytes += part.mutation() ? part.command().length + OVERHEAD_BYTES : 0;
        }
        return bytes;
    }

    @Override
    public @Nullable Reply readNow(Request.Part part) {
        return slots.readNow(part);
    }

    @Override
    public long beginRead(int slot) {
        return slots.beginRead(slot);
    }

    @Override
    public boolean endRead(int slot, long stamp, long keyHash) {
        return slots.endRead(slot, stamp, keyHash);
    }

    /** The slots have other primaries now. On the protocol thread. */
    void installed(Configuration<SlotTable> now) {
        if (!groups.isEmpty()) {
            groups.leads(slot -> self.equals(now.body().assignment(slot).primary()));
        }
    }

    /** On the protocol thread; only while this member's lease is valid. */
    void poll(long now, @Nullable Configuration<SlotTable> installed) {
        if (groups.isEmpty() || installed == null || (begun && now - nextNanos < 0)) {
            return;
        }
        begun = true;
        nextNanos = now + EVERY_NANOS;
        groups.now(clock.wallMillis());
        adopt(now, slot -> self.equals(installed.body().assignment(slot).primary()));
        evict(EVICTIONS_A_POLL, 0);
    }

    /** Any mutation makes the slot's entries count; this one changes nothing else. */
    private void adopt(long now, IntPredicate led) {
        int limit = SLOTS_AT_ONCE;
        for (int slot = 0; slot < slotCount && limit > 0; slot++) {
            if (groups.isStrange(slot) && machine.entries(slot) > 0 && led.test(slot)) {
                limit--;
                call(slot, new Reap(1).toBytes(), now);
            }
        }
    }

    private void evict(int limit, long incomingBytes) {
        if (evicting.get()) {
            return;
        }
        evicting.set(true);
        try {
            boolean goesOn = true;
            for (int left = limit; goesOn && left > 0 && unanswered.get() < UNANSWERED_MAX; left--) {
                goesOn = evictOne(incomingBytes);
            }
        } finally {
            evicting.set(false);
        }
    }

    /** Whether more may go now: not if nothing has to, or what was chosen goes later, when more would be too much. */
    private boolean evictOne(long incomingBytes) {
        Victim victim = groups.next(incomingBytes);
        if (victim == null) {
            return false;
        }
        long before = machine.entries();
        try {
            call(victim.slot(), new Evict(victim.key(), victim.version()).toBytes(), clock.nanoTime());
        } finally {
            groups.called(victim);
        }
        return machine.entries() < before;
    }

    private void call(int slot, byte[] command, long now) {
        Router way = router;
        if (way != null) {
            unanswered.incrementAndGet();
            var unused = way.call(new Request.Part(slot, true, command), now + DEADLINE_NANOS)
                    .whenComplete((reply, error) -> unanswered.decrementAndGet());
        }
    }
}
