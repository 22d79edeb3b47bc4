package io.peergrid.command;

import io.peergrid.command.Effect.Cause;
import io.peergrid.command.Effect.RemoveEntry;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many entries of each namespace this member let expire or evicted. Thread-safe. */
final class RemovalCounts {
    private final ConcurrentHashMap<Long, LongAdder> expired = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, LongAdder> evicted = new ConcurrentHashMap<>();

    void count(Collection<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof RemoveEntry removal && removal.cause() != Cause.REMOVED) {
                (removal.cause() == Cause.EXPIRED ? expired : evicted)
                        .computeIfAbsent(removal.key().namespace(), namespace -> new LongAdder())
                        .increment();
            }
        }
    }

    long expired(long namespace) {
        return of(expired, namespace);
    }

    long evicted(long namespace) {
        return of(evicted, namespace);
    }

    private static long of(ConcurrentHashMap<Long, LongAdder> counts, long namespace) {
        LongAdder count = counts.get(namespace);
        return count == null ? 0 : count.sum();
    }
}
