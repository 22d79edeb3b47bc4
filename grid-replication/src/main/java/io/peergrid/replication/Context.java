package io.peergrid.replication;

import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.RequestCodec;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the parts of one member's replication share. */
final class Context {
    final ReplicationSettings settings;
    final ReplicationRules rules;
    final MemberId self;
    final StateMachine machine;
    final Transport transport;
    final Clock clock;
    final Agreement agreement;
    final Consumer<ReplicationEvent> events;
    final SlotStates states;
    final OperationRecords records;
    /** Written by the protocol thread. */
    volatile View view = View.NONE;
    /** The epoch that is installed, or is being installed: items of a stream are for this one. Written like the view. */
    volatile long itemEpoch = -1;

    private final ConcurrentHashMap<MemberId, PeerSender> senders = new ConcurrentHashMap<>();
    private final AtomicLong sessions = new AtomicLong();
    private volatile Runnable wake = () -> {};
    private volatile Commits commits = Commits.NOBODY;
    private volatile LocalSlots.OwnEntries ownEntries = (number, result) -> {};

    Context(
            ReplicationSettings settings,
            ReplicationRules rules,
            MemberId self,
            StateMachine machine,
            Transport transport,
            Clock clock,
            Agreement agreement,
            Consumer<ReplicationEvent> events) {
        this.settings = settings;
        this.rules = rules;
        this.self = self;
        this.machine = machine;
        this.transport = transport;
        this.clock = clock;
        this.agreement = agreement;
        this.events = events;
        states = new SlotStates(settings.policy().slotCount());
        records = new OperationRecords(settings.policy().slotCount());
    }

    long epoch() {
        return view.epoch();
    }

    boolean leaseValid() {
        return agreement.leaseValid(clock.nanoTime());
    }

    PeerSender sender(MemberId peer) {
        return senders.computeIfAbsent(
                peer, id -> new PeerSender(id, transport, settings, sessions::incrementAndGet, clock.nanoTime()));
    }

    /** In a fixed order, so that a run from a seed repeats. */
    List<PeerSender> sendersInOrder() {
        return List.copyOf(new TreeMap<>(senders).values());
    }

    void dropSendersOf(Predicate<MemberId> gone) {
        senders.keySet().removeIf(gone);
    }

    void onOwnEntries(LocalSlots.OwnEntries receiver) {
        ownEntries = receiver;
    }

    void onCommits(Commits receiver) {
        commits = receiver;
    }

    Commits commits() {
        return commits;
    }

    /** Brings a caller the result of an entry of which this member is the other copy. */
    void tell(MemberId caller, long number, byte[] result) {
        if (caller.equals(self)) {
            ownEntries.done(number, result);
        } else {
            transport.send(caller, Transport.Lane.DATA, RequestCodec.encodeEntryResult(number, result));
        }
    }

    void onWake(Runnable action) {
        wake = action;
    }

    /** Has the protocol thread look after slots soon rather than at the next tick. */
    void wakeSoon() {
        wake.run();
    }
}
