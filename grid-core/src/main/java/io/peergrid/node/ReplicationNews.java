package io.peergrid.node;

import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Scheduler;
import io.peergrid.replication.ReplicationEvent;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what replication tells, on whatever thread and often slot by slot, to the protocol thread, and puts neighbouring news
 * together. What the slot table tells everybody is left to that. Thread-safe.
 */
final class ReplicationNews implements Consumer<ReplicationEvent> {
    enum Kind {
        /** This member answers for the slots now. */
        SERVING,
        /** A copy is not acknowledged. */
        SILENT,
        /** A copy differs from the primary's. */
        DIVERGED,
        /** All slots here that refuse writes. */
        TOO_FEW_COPIES,
        /** What this member had decided is dropped. */
        DROPPED
    }

    /** @param member whose copies it is about, or null */
    record Matter(Kind kind, long epoch, @Nullable MemberId member) {}

    /**
     * What a matter comes to.
     *
     * @param entries of {@link Kind#DROPPED}, otherwise 0
     * @param acknowledged of these
     */
    record Extent(SlotSet slots, long entries, long acknowledged) {}

    /** On the protocol thread. */
    interface Target {
        void happened(Matter matter, Extent extent);
    }

    private static final class Sum {
        final BitSet slots = new BitSet();
        long entries;
        long acknowledged;
    }

    private final Scheduler scheduler;
    private final Target target;
    private final Map<Matter, Sum> waiting = new LinkedHashMap<>();

    ReplicationNews(Scheduler scheduler, Target target) {
        this.scheduler = scheduler;
        this.target = target;
    }

    @Override
    public void accept(ReplicationEvent event) {
        if (event instanceof ReplicationEvent.Serving e) {
            gather(new Matter(Kind.SERVING, e.epoch(), null), e.slots());
        } else if (event instanceof ReplicationEvent.ReplicaSilent e) {
            gather(new Matter(Kind.SILENT, e.epoch(), e.replica()), e.slots());
        } else if (event instanceof ReplicationEvent.Diverged e) {
            gather(new Matter(Kind.DIVERGED, e.epoch(), e.replica()), SlotSet.of(e.slot()));
        } else if (event instanceof ReplicationEvent.TooFewCopies e) {
            gather(new Matter(Kind.TOO_FEW_COPIES, e.epoch(), null), e.slots());
        } else if (event instanceof ReplicationEvent.Dropped e) {
            gather(new Matter(Kind.DROPPED, e.epoch(), null), SlotSet.of(e.slot()), e.entries(), e.acknowledged());
        }
    }

    private void gather(Matter matter, SlotSet slots) {
        gather(matter, slots, 0, 0);
    }

    private void gather(Matter matter, SlotSet slots, long entries, long acknowledged) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            Sum sum = waiting.computeIfAbsent(matter, any -> new Sum());
            slots.forEach(sum.slots::set);
            sum.entries += entries;
            sum.acknowledged += acknowledged;
        }
        if (first) {
            scheduler.execute(this::tell);
        }
    }

    private void tell() {
        Map<Matter, Sum> told;
        synchronized (waiting) {
            told = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        told.forEach((matter, sum) ->
                target.happened(matter, new Extent(SlotSet.of(sum.slots), sum.entries, sum.acknowledged)));
    }
}
