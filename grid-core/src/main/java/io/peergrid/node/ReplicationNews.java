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
        TOO_FEW_COPIES
    }

    /** @param member whose copies it is about, or null */
    record Matter(Kind kind, long epoch, @Nullable MemberId member) {}

    /** On the protocol thread. */
    interface Target {
        void happened(Matter matter, SlotSet slots);
    }

    private final Scheduler scheduler;
    private final Target target;
    private final Map<Matter, BitSet> waiting = new LinkedHashMap<>();

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
        }
    }

    private void gather(Matter matter, SlotSet slots) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            BitSet together = waiting.computeIfAbsent(matter, any -> new BitSet());
            slots.forEach(together::set);
        }
        if (first) {
            scheduler.execute(this::tell);
        }
    }

    private void tell() {
        Map<Matter, BitSet> told;
        synchronized (waiting) {
            told = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        told.forEach((matter, slots) -> target.happened(matter, SlotSet.of(slots)));
    }
}
