package io.peergrid.changes;

import io.peergrid.EntryEvent;
import io.peergrid.GridSubscription;
import io.peergrid.SlotRanges;
import io.peergrid.link.Interest;
import io.peergrid.listening.ListenerQueue;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import io.peergrid.store.NamespaceMode;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscription to changes of entries at this member. Thread-safe. */
final class EntryListener<K, V> implements GridSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(EntryListener.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    final Interest interest;
    private final @Nullable Glob pattern;
    private final EntryTarget<K, V> target;
    private final EntryChanges changes;
    private final SlotLayout slots;
    private final ListenerQueue<Tiding> queue;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private long nextLog;

    EntryListener(
            Interest interest, EntryTarget<K, V> target, EntryChanges changes, SlotLayout slots, Executor callbacks) {
        this.interest = interest;
        this.target = target;
        this.changes = changes;
        this.slots = slots;
        pattern = interest.kind() == Interest.Kind.ENTRY_PATTERN
                ? Glob.of(interest.key().bytes())
                : null;
        queue = new ListenerQueue<>(callbacks, this::deliver, Tiding::size);
        nextLog = changes.nanoTime();
    }

    /** Whether it wants to hear of this key. */
    boolean wants(Key key) {
        if (interest.key().namespace() != key.namespace()) {
            return false;
        }
        return switch (interest.kind()) {
            case ENTRY -> interest.key().equals(key);
            case ENTRY_PATTERN -> pattern != null && pattern.matches(key.slice());
            default -> true;
        };
    }

    /** Of these slots those that it is concerned with. */
    private SlotRanges concerned(SlotRanges some) {
        if (interest.kind() != Interest.Kind.ENTRY) {
            boolean replicated = NamespaceMode.isReplicated(interest.key().namespace());
            return ofKind(some, slots.first(replicated), slots.end(replicated) - 1);
        }
        int slot = interest.key().slot(slots);
        return SlotRanges.of(some.contains(slot) ? List.of(slot) : List.of());
    }

    private static SlotRanges ofKind(SlotRanges some, int first, int last) {
        return new SlotRanges(some.ranges().stream()
                .filter(range -> range.first() <= last && range.last() >= first)
                .map(range -> new SlotRanges.Range(Math.max(first, range.first()), Math.min(last, range.last())))
                .toList());
    }

    void changed(Change change) {
        queue.offer(new Tiding.Changed(change));
    }

    void moved(SlotRanges slots, long version) {
        SlotRanges mine = concerned(slots);
        if (mine.count() > 0) {
            queue.offer(new Tiding.Moved(mine, version));
        }
    }

    void missed(SlotRanges slots) {
        SlotRanges mine = concerned(slots);
        if (mine.count() > 0) {
            missed.incrementAndGet();
            queue.offer(new Tiding.Missed(mine));
        }
    }

    /** One at a time, on the callback executor. */
    private void deliver(Tiding tiding, long dropped) {
        if (dropped > 0) {
            call(() -> target.missed(concerned(changes.allSlots())));
        }
        if (tiding instanceof Tiding.Changed changed) {
            boolean withValue = interest.kind() == Interest.Kind.NAMESPACE_VALUES;
            call(() -> target.event(changed.change(), withValue));
        } else if (tiding instanceof Tiding.Moved moved) {
            call(() -> target.moved(moved.slots(), moved.version()));
        } else if (tiding instanceof Tiding.Missed missing) {
            call(() -> target.missed(missing.slots()));
        }
    }

    private void call(Supplier<EntryEvent<K, V>> made) {
        EntryEvent<K, V> event;
        try {
            event = made.get();
        } catch (RuntimeException e) {
            unreadable.incrementAndGet();
            long now = changes.nanoTime();
            if (now - nextLog >= 0) {
                nextLog = now + LOG_EVERY_NANOS;
                LOG.warn("A changed entry cannot be read; further ones are counted, not logged, for a minute", e);
            }
            return;
        }
        try {
            target.listener().accept(event);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed on a change of {}; it stays subscribed", event.key(), e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            queue.close();
            changes.closed(this);
        }
    }

    /** The member is closed. */
    void stop() {
        closed.set(true);
        queue.close();
    }

    @Override
    public long dropped() {
        return queue.dropped();
    }

    @Override
    public long missed() {
        return missed.get();
    }

    @Override
    public long unreadable() {
        return unreadable.get();
    }
}
