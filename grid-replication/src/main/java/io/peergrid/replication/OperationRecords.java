package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What operations came to, until their callers have the answers: a retry gets the first result (I24, protocol 2.8). Kept by
 * every copy of the slot. Thread-safe; takes no other locks.
 */
final class OperationRecords {
    /** As many as a caller may have open. */
    private static final int REFUSED_MAX = 65_536;

    /**
     * @param seq of the entry the result depends on; 0 for none
     * @param result the answer
     */
    record Outcome(long seq, byte[] result) {}

    /** An outcome on its way to another copy. */
    record Remembered(MemberId caller, long number, Outcome outcome) {}

    /** @param attempt the sending that led to the entry; 0 if it was another member that took it */
    private record Kept(int slot, int attempt, Outcome outcome) {}

    private static final class Caller {
        final TreeMap<Long, Kept> byNumber = new TreeMap<>();
        /** The last sending that was refused here, by number. */
        final TreeMap<Long, Integer> refused = new TreeMap<>();

        long lowWater;
        /** When it was found to be gone; 0 while it is listed. */
        long goneSinceNanos;
    }

    private final Map<MemberId, Caller> callers = new ConcurrentHashMap<>();
    private final AtomicIntegerArray countBySlot;
    private final AtomicLong retainedBytes = new AtomicLong();

    OperationRecords(int slotCount) {
        countBySlot = new AtomicIntegerArray(slotCount);
    }

    /** Bytes of all results kept. */
    long retainedBytes() {
        return retainedBytes.get();
    }

    boolean hasAny(int slot) {
        return countBySlot.get(slot) > 0;
    }

    /** How a sending stands before anything is known of an outcome. */
    enum Standing {
        OPEN,
        /** The caller has said that it gave this number up, or has its answer. */
        GIVEN_UP,
        /** This sending, or a later one, was refused here. */
        REFUSED
    }

    /** @param attempt 0 if the caller does not count its sendings */
    Standing standing(MemberId id, long number, int attempt) {
        Caller caller = callers.get(id);
        if (caller == null) {
            return Standing.OPEN;
        }
        synchronized (caller) {
            if (number < caller.lowWater) {
                return Standing.GIVEN_UP;
            }
            boolean refused =
                    attempt > 0 && !caller.refused.isEmpty() && caller.refused.getOrDefault(number, 0) >= attempt;
            return refused ? Standing.REFUSED : Standing.OPEN;
        }
    }

    /**
     * Notes that a sending is refused here: a copy of it that comes later must not be executed.
     *
     * @return false if this sending led to an entry, so that nobody may say that nothing happened
     */
    boolean refuse(MemberId id, long number, int attempt) {
        Caller caller = caller(id);
        synchronized (caller) {
            Kept kept = caller.byNumber.get(number);
            if (kept != null && kept.attempt == attempt) {
                return false;
            }
            if (number >= caller.lowWater) {
                caller.refused.merge(number, attempt, Math::max);
                if (caller.refused.size() > REFUSED_MAX) {
                    caller.refused.pollFirstEntry();
                }
            }
            return true;
        }
    }

    @Nullable
    Outcome find(MemberId id, long number) {
        Caller caller = callers.get(id);
        if (caller == null) {
            return null;
        }
        synchronized (caller) {
            Kept kept = caller.byNumber.get(number);
            return kept == null ? null : kept.outcome;
        }
    }

    /** Drops what lies below the caller's low-water number; an older number changes nothing. */
    void raise(MemberId id, long lowWater) {
        Caller caller = caller(id);
        synchronized (caller) {
            if (lowWater > caller.lowWater) {
                caller.lowWater = lowWater;
                caller.refused.headMap(lowWater).clear();
                Iterator<Kept> below =
                        caller.byNumber.headMap(lowWater).values().iterator();
                while (below.hasNext()) {
                    uncount(below.next());
                    below.remove();
                }
            }
        }
    }

    /** What a sending led to elsewhere, or what changed nothing. */
    void put(MemberId id, long number, int slot, Outcome outcome) {
        put(id, number, slot, 0, outcome);
    }

    /** @param attempt the sending that led to the outcome */
    void put(MemberId id, long number, int slot, int attempt, Outcome outcome) {
        Caller caller = caller(id);
        synchronized (caller) {
            if (number < caller.lowWater) {
                return;
            }
            Kept displaced = caller.byNumber.put(number, new Kept(slot, attempt, outcome));
            if (displaced != null) {
                uncount(displaced);
            }
            countBySlot.incrementAndGet(slot);
            retainedBytes.addAndGet(outcome.result.length);
        }
    }

    List<Remembered> ofSlot(int slot) {
        List<Remembered> found = new ArrayList<>();
        if (!hasAny(slot)) {
            return found;
        }
        callers.forEach((id, caller) -> {
            synchronized (caller) {
                caller.byNumber.forEach((number, kept) -> {
                    if (kept.slot == slot) {
                        found.add(new Remembered(id, number, kept.outcome));
                    }
                });
            }
        });
        return found;
    }

    void forgetSlot(int slot) {
        if (!hasAny(slot)) {
            return;
        }
        for (Caller caller : callers.values()) {
            synchronized (caller) {
                caller.byNumber.values().removeIf(kept -> {
                    boolean gone = kept.slot == slot;
                    if (gone) {
                        uncount(kept);
                    }
                    return gone;
                });
            }
        }
    }

    /** Forgets callers that have not been listed for the time of grace. */
    void forgetGone(Set<MemberId> listed, long nowNanos, long graceNanos) {
        callers.entrySet().removeIf(entry -> {
            Caller caller = entry.getValue();
            synchronized (caller) {
                if (listed.contains(entry.getKey())) {
                    caller.goneSinceNanos = 0;
                    return false;
                }
                if (caller.goneSinceNanos == 0) {
                    caller.goneSinceNanos = nowNanos == 0 ? 1 : nowNanos;
                }
                boolean gone = nowNanos - caller.goneSinceNanos > graceNanos;
                if (gone) {
                    caller.byNumber.values().forEach(this::uncount);
                    caller.byNumber.clear();
                    caller.refused.clear();
                }
                return gone;
            }
        });
    }

    private Caller caller(MemberId id) {
        return callers.computeIfAbsent(id, any -> new Caller());
    }

    private void uncount(Kept kept) {
        countBySlot.decrementAndGet(kept.slot);
        retainedBytes.addAndGet(-kept.outcome.result.length);
    }
}
