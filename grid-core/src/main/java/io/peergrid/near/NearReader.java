package io.peergrid.near;

import io.peergrid.near.NearFrame.Answer;
import io.peergrid.near.NearFrame.Ask;
import io.peergrid.near.NearFrame.Told;
import io.peergrid.near.NearPeer.Namespaces;
import io.peergrid.near.NearPeer.Pace;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The holder's side of near copies: of whom this member may use which (docs/protocols/near-copies.md). Thread-safe; time comes with each call. */
final class NearReader {
    private static final long NO_EPOCH = -1;

    private final MemberId self;
    private final NearRules rules;
    private final Consumer<Key> cooled;
    private final Map<MemberId, NearPeer> peers = new ConcurrentHashMap<>();
    /** A number for each slot, another one when its copies are void. */
    private final AtomicIntegerArray fences;
    /** How often an answer made copies good for longer. */
    private final AtomicLong renewals = new AtomicLong();

    private final AtomicLong questions = new AtomicLong();

    private volatile @Nullable SlotTable table;
    private volatile long epoch = NO_EPOCH;

    /** @param cooled as in {@link KnownHotKeys} */
    NearReader(MemberId self, NearRules rules, int slotCount, Consumer<Key> cooled) {
        this.self = self;
        this.rules = rules;
        this.cooled = cooled;
        fences = new AtomicIntegerArray(slotCount);
    }

    NearRules rules() {
        return rules;
    }

    long renewals() {
        return renewals.get();
    }

    int fence(int slot) {
        return fences.get(slot);
    }

    /** Copies of this slot are void. */
    void fenceOff(int slot) {
        fences.incrementAndGet(slot);
    }

    /** All copies are void. */
    void fenceOffAll() {
        for (int slot = 0; slot < fences.length(); slot++) {
            fenceOff(slot);
        }
    }

    /** The reign in which a copy of an entry of this slot can be kept that is read from now on; null if there is none. */
    @Nullable
    Reign reignOver(int slot, long now, long bound) {
        SlotTable current = table;
        SlotAssignment assignment = current == null ? null : current.assignment(slot);
        MemberId owner = assignment == null ? null : assignment.primary();
        if (assignment == null || owner == null || isHere(assignment)) {
            return null;
        }
        NearPeer peer = peers.computeIfAbsent(owner, member -> new NearPeer(rules, questions::incrementAndGet, cooled));
        peer.want();
        Reign reign = peer.reign();
        return reign.isProvenIn(epoch) && now - reign.provenAt() < bound ? reign : null;
    }

    /** Null unless who leads the slot has said that the key is hot, and not otherwise since. */
    @Nullable
    HotKey hotKey(int slot, Key key) {
        SlotTable current = table;
        MemberId owner = current == null ? null : current.assignment(slot).primary();
        NearPeer peer = owner == null ? null : peers.get(owner);
        return peer == null ? null : peer.hotKey(key);
    }

    private boolean isHere(SlotAssignment assignment) {
        return self.equals(assignment.primary()) || assignment.inSync().contains(self);
    }

    /** A configuration follows in a moment: until then nothing is kept, and what is void in it goes. */
    void installing(@Nullable SlotTable before, SlotTable now) {
        table = null;
        epoch = NO_EPOCH;
        for (int slot = 0; slot < now.slotCount(); slot++) {
            SlotAssignment next = now.assignment(slot);
            SlotAssignment last = before == null ? null : before.assignment(slot);
            if (last == null || isOther(last, next)) {
                fenceOff(slot);
            }
        }
    }

    private boolean isOther(SlotAssignment last, SlotAssignment next) {
        return last.slotTerm() != next.slotTerm()
                || !Objects.equals(last.primary(), next.primary())
                || isHere(last) != isHere(next);
    }

    /** Everything of this member goes by the configuration now. */
    void installed(SlotTable now, long installedEpoch, Set<MemberId> takePart) {
        peers.keySet().removeIf(member -> !takePart.contains(member));
        epoch = installedEpoch;
        table = now;
        peers.values().forEach(peer -> peer.installed(installedEpoch, this::take));
    }

    /** The questions that are due. */
    Map<MemberId, Ask> poll(long now, Pace pace, Supplier<Namespaces> namespaces) {
        Map<MemberId, Ask> due = new TreeMap<>();
        peers.forEach((member, peer) -> {
            Ask ask = peer.ask(now, pace, namespaces);
            if (ask != null) {
                due.put(member, ask);
            }
        });
        return due;
    }

    /** Keys were told, and the copies of them are gone. */
    void told(MemberId from, Told told) {
        NearPeer peer = peers.get(from);
        if (peer != null) {
            peer.told(told, epoch, this::take);
        }
    }

    void answered(MemberId from, Answer answer, long now) {
        NearPeer peer = peers.get(from);
        if (peer != null) {
            peer.answered(answer, now, epoch, this::take);
        }
    }

    /** This member asks for other namespaces, or cannot trust its clock: nothing is kept on the word of what came before. */
    void beginAnew() {
        peers.values().forEach(NearPeer::beginAnew);
    }

    private void take(Answer answer, Runnable prove) {
        answer.stopped().forEach(this::fenceOff);
        // Before the reign is good for longer: who began to read earlier, and sees that, has to begin anew.
        renewals.incrementAndGet();
        prove.run();
    }
}
