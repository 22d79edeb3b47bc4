package io.peergrid.changes;

import io.peergrid.EntryEvent.Cause;
import io.peergrid.GridSubscription;
import io.peergrid.SlotRanges;
import io.peergrid.command.EntryWatcher;
import io.peergrid.link.Interest;
import io.peergrid.link.Interests;
import io.peergrid.link.Links;
import io.peergrid.partition.SlotLayout;
import io.peergrid.partition.SlotSet;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.Commits;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who listen what happens to entries, once it is committed (docs/protocols/entry-events.md): as the primary of slots what others want to hear, and
 * this member's listeners what comes from any primary. Thread-safe.
 */
public final class EntryChanges implements EntryWatcher, Commits {
    /** Values beyond that are not sent along. */
    static final int VALUE_MAX_BYTES = 1 << 20;

    private static final int CHANGE = 32;
    private static final int MISSED = 33;
    private static final long TRIM_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Others may have given up telling this member something if it stood still so long. */
    private static final long STOOD_STILL_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Links links;
    private final Interests interests;
    private final Copies copies;
    private final Clock clock;
    private final Executor callbacks;
    private final ChangeLog log;
    private final EntryListeners listeners = new EntryListeners();
    private final SlotRanges allSlots;
    /** In which epoch this member became the primary of a slot, plus one; 0 if it never did, or was from the beginning. */
    private final AtomicLongArray takenOver;

    private volatile long joinedIn;
    private long nextTrim;
    private long polledAt;

    /**
     * This member's copies of slots.
     *
     * @param committed up to which seq the copy of a slot is known to be committed; takes the slot's lock
     * @param inTouch whether this member has a lease, so that who dies is soon replaced
     * @param takeoverNanos how soon, with some reserve
     */
    public record Copies(SlotLayout slots, IntToLongFunction committed, BooleanSupplier inTouch, long takeoverNanos) {}

    /** @param callbacks where listeners run */
    public EntryChanges(Links links, Interests interests, Copies copies, Clock clock, Executor callbacks) {
        this.links = links;
        this.interests = interests;
        this.copies = copies;
        this.clock = clock;
        this.callbacks = callbacks;
        log = new ChangeLog(copies.slots().count(), copies.takeoverNanos());
        allSlots = new SlotRanges(List.of(new SlotRanges.Range(0, copies.slots().count() - 1)));
        takenOver = new AtomicLongArray(copies.slots().count());
        polledAt = clock.nanoTime();
        nextTrim = polledAt;
        links.handle(CHANGE, this::changeCame);
        links.handle(MISSED, this::missedCame);
        interests.onLearned(this::learned);
    }

    long nanoTime() {
        return clock.nanoTime();
    }

    SlotRanges allSlots() {
        return allSlots;
    }

    /** Whether anybody on this member listens. */
    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Fails as {@link Interests#add}; then there is no subscription. */
    public <K, V> CompletionStage<GridSubscription> listen(Interest interest, EntryTarget<K, V> target, long deadline) {
        EntryListener<K, V> listener = new EntryListener<>(interest, target, this, copies.slots(), callbacks);
        CompletionStage<Void> known = interests.add(interest, deadline);
        listeners.add(listener);
        return known.handle((nothing, failure) -> {
            if (failure != null) {
                listener.close();
                throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
            }
            return listener;
        });
    }

    void closed(EntryListener<?, ?> listener) {
        listeners.remove(listener);
        interests.remove(listener.interest);
    }

    @Override
    public void changed(int slot, long version, Key key, Cause cause, byte tag, @Nullable ByteSlice value) {
        if (interests.wantsEntry(key)) {
            ByteSlice kept = value == null || value.length() > VALUE_MAX_BYTES || !interests.wantsValue(key)
                    ? null
                    : ByteSlice.of(value.toBytes());
            log.add(slot, new Change(version, key.detached(), cause, tag, kept), clock.nanoTime());
        }
    }

    @Override
    public void cleared(int slot) {
        log.cleared(slot, clock.nanoTime());
    }

    @Override
    public boolean watches(int slot) {
        return log.find(slot) != null;
    }

    @Override
    public void committed(int slot, long seq) {
        SlotLog ofSlot = log.find(slot);
        if (ofSlot == null) {
            return;
        }
        Set<MemberId> told = new TreeSet<>();
        synchronized (ofSlot) {
            // Under its lock: what is committed one after the other is told in that order.
            tell(slot, ofSlot.takeDue(seq), told);
        }
        told.forEach(links::flush);
    }

    private void tell(int slot, SlotLog.Due due, Set<MemberId> told) {
        if (!due.complete()) {
            tellMissed(SlotSet.of(slot), told);
        }
        for (SlotLog.Kept kept : due.changes()) {
            Map<MemberId, Long> interested = interests.ofEntry(kept.change().key());
            Map<MemberId, Long> withValues =
                    interests.ofEntryValues(kept.change().key());
            tell(kept, interested, false, withValues.keySet(), told);
            tell(kept, withValues, true, Set.of(), told);
        }
    }

    private void tell(
            SlotLog.Kept kept,
            Map<MemberId, Long> interested,
            boolean withValue,
            Set<MemberId> except,
            Set<MemberId> told) {
        byte[] item = null;
        for (Map.Entry<MemberId, Long> each : interested.entrySet()) {
            MemberId member = each.getKey();
            // What was applied before somebody listened is none of its business.
            if (except.contains(member) || kept.appliedAt() - each.getValue() < 0) {
                continue;
            }
            if (member.equals(links.self())) {
                listeners.changed(kept.change());
                continue;
            }
            if (item == null) {
                WireWriter out = new WireWriter(kept.change().size()).u8(CHANGE);
                kept.change().writeTo(out, withValue);
                item = out.toBytes();
            }
            links.addEvent(member, item);
            told.add(member);
        }
    }

    /** Tells everybody who listens to anything that changes in these slots may not have been told. */
    private void tellMissed(SlotSet slots, Set<MemberId> told) {
        byte[] item = missedItem(slots);
        for (MemberId member : interests.ofEntries()) {
            if (member.equals(links.self())) {
                listeners.missed(ranges(slots));
            } else {
                links.addEvent(member, item);
                told.add(member);
            }
        }
    }

    /** This member leads the slot from this epoch on. */
    void tookOver(int slot, long epoch) {
        takenOver.set(slot, epoch + 1);
    }

    /** This member takes part from this epoch on: whoever began to listen in an older one did not wait for it. */
    public void joined(long epoch) {
        joinedIn = epoch;
    }

    /** Somebody listened before this member took part and led some slots, and this member did not know: what happened there was not told. */
    private void learned(MemberId from, Interest interest, long epoch) {
        if (!interest.kind().isOfEntries() || epoch >= joinedIn) {
            return;
        }
        BitSet untold = new BitSet();
        for (int slot = 0; slot < copies.slots().count(); slot++) {
            if (takenOver.get(slot) > epoch + 1) {
                untold.set(slot);
            }
        }
        if (!untold.isEmpty()) {
            links.addEvent(from, missedItem(SlotSet.of(untold)));
            links.flush(from);
        }
    }

    private static byte[] missedItem(SlotSet slots) {
        WireWriter out = new WireWriter().u8(MISSED);
        slots.encode(out);
        return out.toBytes();
    }

    /** This member leads the slot now, and the one before it lives: it tells what was committed until now. */
    void toldByOther(int slot) {
        SlotLog ofSlot = log.find(slot);
        if (ofSlot != null) {
            long committed = copies.committed().applyAsLong(slot);
            synchronized (ofSlot) {
                ofSlot.toldByOther(committed);
            }
        }
    }

    /**
     * Those who led these slots until of late have died.
     *
     * @param again slots whose changes until then are to be told once more
     * @param lost slots for which nobody can tell what happened last
     */
    void takeOver(BitSet again, BitSet lost) {
        Set<MemberId> told = new TreeSet<>();
        again.stream().forEach(slot -> {
            SlotLog ofSlot = log.find(slot);
            if (ofSlot != null) {
                synchronized (ofSlot) {
                    tell(slot, ofSlot.takeAgain(), told);
                }
            }
        });
        if (!lost.isEmpty()) {
            tellMissed(SlotSet.of(lost), told);
        }
        told.forEach(links::flush);
    }

    long neededNanos() {
        return log.neededNanos();
    }

    boolean isYoung(int slot) {
        return log.isYoung(slot, clock.nanoTime());
    }

    void moved(BitSet slots, long version) {
        listeners.moved(ranges(SlotSet.of(slots)), version);
    }

    /** Something may be missing, whatever it is. */
    public void missedAnything() {
        listeners.missed(allSlots);
    }

    static SlotRanges ranges(SlotSet slots) {
        List<Integer> all = new ArrayList<>();
        slots.forEach(all::add);
        return SlotRanges.of(all);
    }

    private void changeCame(MemberId from, WireReader in, byte[] item) {
        Change change = Change.readFrom(in, item);
        in.expectEnd();
        listeners.changed(change);
    }

    private void missedCame(MemberId from, WireReader in, byte[] item) {
        SlotSet slots = SlotSet.decode(in, copies.slots().count());
        in.expectEnd();
        listeners.missed(ranges(slots));
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        if (now - polledAt > STOOD_STILL_NANOS) {
            missedAnything();
        }
        polledAt = now;
        if (now - nextTrim >= 0) {
            nextTrim = now + TRIM_NANOS;
            if (interests.anyOfEntries()) {
                log.trim(copies.committed(), copies.inTouch().getAsBoolean(), now);
            }
        }
    }

    /** Nobody listens any more. */
    public void forget() {
        log.forget();
    }

    /** This member has left. */
    public void close() {
        listeners.all().forEach(EntryListener::stop);
    }
}
