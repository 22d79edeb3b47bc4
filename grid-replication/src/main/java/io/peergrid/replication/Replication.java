package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.RoleHolder;
import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One member's copies of slots: executes operations as primary, stores entries as replica, fills learners, hands slots over
 * (docs/protocols/replication.md). Owns no thread. Operations and frames may come on any thread; the methods of
 * {@link RoleHolder}, {@link #start} and {@link #stop} are for the protocol thread.
 */
public final class Replication implements RoleHolder<SlotTable>, LocalSlots {
    private final Context context;
    private final Scheduler scheduler;
    private final PrimaryRole primaryRole;
    private final ReplicaRole replicaRole;
    private final Copying copying;
    private final Operations operations;
    private final Reads reads;
    private final Upkeep upkeep;
    private final ConfigurationSwitch configurationSwitch;
    private final Map<MemberId, PeerReceiver> receivers = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ReplyTo replyOverNetwork;
    private volatile Scheduler.@Nullable Cancellable ticking;
    private Preparation preparation = Preparation.NONE;
    /** The newest sending of each. */
    private final Map<Operation, Call> preparing = new ConcurrentHashMap<>();

    private record Operation(MemberId caller, long number) {}

    public Replication(
            ReplicationSettings settings,
            ReplicationRules rules,
            StateMachine machine,
            Transport transport,
            Clock clock,
            Scheduler scheduler,
            Agreement agreement,
            Consumer<ReplicationEvent> events) {
        context = new Context(settings, rules, transport.self(), machine, transport, clock, agreement, events);
        this.scheduler = scheduler;
        primaryRole = new PrimaryRole(context);
        replicaRole = new ReplicaRole(context);
        copying = new Copying(context, primaryRole);
        operations = new Operations(context, primaryRole);
        reads = new Reads(context);
        upkeep = new Upkeep(context, primaryRole, copying, operations);
        configurationSwitch = new ConfigurationSwitch(context, primaryRole, replicaRole, copying);
        context.onWake(this::wake);
        replyOverNetwork =
                (caller, response) -> transport.send(caller, Transport.Lane.DATA, RequestCodec.encode(response));
    }

    /** Who learns of this member's own operations that come to it as entries. To be set before the first one. */
    public void onOwnEntries(OwnEntries receiver) {
        context.onOwnEntries(receiver);
    }

    /** Who works mutations out before they are decided. To be set before the first one. */
    public void onMutations(Preparation before) {
        preparation = before;
    }

    /** Who learns of commits. To be set before the first one. */
    public void onCommits(Commits receiver) {
        context.onCommits(receiver);
    }

    /** Begins to look after what is late. */
    public void start() {
        ticking = scheduler.schedule(this::tick, context.settings.tickNanos());
    }

    /** Ends that; nothing else changes. Operations that wait are not answered. */
    public void stop() {
        Scheduler.Cancellable timer = ticking;
        ticking = null;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void tick() {
        if (ticking != null) {
            round();
            ticking = scheduler.schedule(this::tick, context.settings.tickNanos());
        }
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            scheduler.execute(() -> {
                woken.set(false);
                round();
            });
        }
    }

    private void round() {
        Flush flush = new Flush(context);
        upkeep.round(flush);
        new TreeMap<>(receivers).values().forEach(receiver -> receiver.tick(flush));
        flush.run();
    }

    @Override
    public void execute(MemberId caller, Request request, ReplyTo replyTo) {
        Flush flush = new Flush(context);
        for (int i = 0; i < request.parts().size(); i++) {
            Call call = Call.of(caller, request, i, replyTo);
            Reply now = call.part().mutation() ? null : readNow(call.part());
            if (now != null) {
                flush.reply(call, now);
            } else if (call.part().mutation()
                    && preparation.concerns(call.part().command())) {
                prepare(call, flush);
            } else {
                operations.execute(call, flush);
            }
        }
        flush.run();
    }

    /** Only where it will be decided, and once at a time: what is sent again waits for the same. */
    private void prepare(Call call, Flush flush) {
        if (!operations.mayDecide(call)) {
            operations.execute(call, flush);
            return;
        }
        Operation operation = new Operation(call.caller(), call.number());
        if (preparing.put(operation, call) == null) {
            preparation.prepare(call.slot(), call.part().command(), command -> prepared(operation, command));
        }
    }

    private void prepared(Operation operation, byte @Nullable [] command) {
        Call newest = Objects.requireNonNull(preparing.remove(operation), "prepared twice");
        Flush flush = new Flush(context);
        if (command == null) {
            flush.reply(newest, Reply.Status.OVERLOADED);
        } else {
            operations.execute(newest.prepared(command), flush);
        }
        flush.run();
    }

    @Override
    public @Nullable Reply readNow(Request.Part part) {
        Reads.Lookup lookup = reads.lookUp(part);
        return lookup == null ? null : reads.finish(lookup);
    }

    @Override
    public long beginRead(int slot) {
        return reads.begin(slot);
    }

    @Override
    public boolean endRead(int slot, long stamp, long keyHash) {
        return reads.end(slot, stamp, keyHash);
    }

    /** The two halves of {@link #readNow}, for tests that put a pause between them. */
    Reads reads() {
        return reads;
    }

    /** What is known about the copies, for tests that check it. */
    SlotStates states() {
        return context.states;
    }

    /**
     * A frame arrived: a request, or one of kinds 0x30 to 0x3f.
     *
     * @throws WireFormatException if it is malformed; nothing was done then
     */
    public void received(MemberId from, byte[] frame) {
        int kind = frame.length == 0 ? -1 : frame[0] & 0xff;
        switch (kind) {
            case RequestCodec.REQUEST -> request(from, RequestCodec.decodeRequest(frame));
            case StreamCodec.STREAM -> stream(from, StreamCodec.decodeFrame(frame));
            case StreamCodec.ACKNOWLEDGEMENT ->
                acknowledgement(from, StreamCodec.decodeAcknowledgement(frame, context.states.count()));
            default -> throw new WireFormatException("no frame of replication: " + kind);
        }
    }

    private void request(MemberId from, Request request) {
        if (context.view.members().contains(from)) {
            execute(from, request, replyOverNetwork);
            return;
        }
        // A newcomer may know of its admission before this member does; anybody else has no business here (I26).
        Flush flush = new Flush(context);
        for (int i = 0; i < request.parts().size(); i++) {
            flush.reply(Call.of(from, request, i, replyOverNetwork), Reply.Status.TRY_AGAIN);
        }
        flush.run();
    }

    private void stream(MemberId from, StreamCodec.Frame frame) {
        if (!context.view.members().contains(from)) {
            if (frame.epoch() > context.epoch()) {
                context.agreement.behind(from, frame.epoch());
            }
            return;
        }
        PeerReceiver receiver = receivers.computeIfAbsent(from, id -> new PeerReceiver(id, context, replicaRole));
        Flush flush = new Flush(context);
        try {
            receiver.received(frame, flush);
        } finally {
            flush.run();
        }
    }

    private void acknowledgement(MemberId from, StreamCodec.Acknowledgement ack) {
        if (!context.view.members().contains(from)) {
            return;
        }
        if (ack.epoch() > context.epoch()) {
            context.agreement.behind(from, ack.epoch());
        }
        PeerSender sender = context.sender(from);
        Flush flush = new Flush(context);
        if (sender.isNews(ack)) {
            // Before anything is counted: what is rejected must not be (I9).
            for (StreamCodec.Note note : ack.notes()) {
                primaryRole.rejected(from, note, flush);
            }
        }
        for (Outgoing item : sender.acknowledged(ack, context.clock.nanoTime())) {
            primaryRole.acknowledged(from, item, item.streamSeq() > ack.unanswered(), flush);
        }
        copying.pump(from, flush);
        flush.send(sender);
        flush.run();
    }

    @Override
    public void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        Flush flush = new Flush(context);
        List<Call> homeless = configurationSwitch.install(before, now, flush);
        receivers.keySet().removeIf(member -> !context.view.members().contains(member));
        for (PeerReceiver receiver : new TreeMap<>(receivers).values()) {
            receiver.installed(flush);
        }
        for (Call call : homeless) {
            operations.execute(call, flush);
        }
        copying.pumpAll(flush);
        flush.run();
        round();
    }

    @Override
    public boolean relinquish(Configuration<SlotTable> current, Configuration<SlotTable> successor) {
        return configurationSwitch.relinquish(current, successor);
    }

    @Override
    public byte[] attachment(Configuration<SlotTable> current, Set<MemberId> suspects) {
        return configurationSwitch.positions(current, suspects);
    }

    /** What this member does not store of what is sent to it, by who sends it; for tests. */
    Map<MemberId, Map<Integer, StreamCodec.Note>> rejections() {
        Map<MemberId, Map<Integer, StreamCodec.Note>> bySender = new TreeMap<>();
        receivers.forEach((member, receiver) -> bySender.put(member, receiver.notes()));
        return bySender;
    }

    /** How this member's copy of the slot stands. */
    public SlotCopy copy(int slot) {
        SlotStates states = context.states;
        synchronized (states.lock(slot)) {
            boolean answers = states.stamp(slot) != 0 && context.agreement.leaseValid(context.clock.nanoTime());
            return new SlotCopy(
                    states.leads[slot] - 1,
                    answers,
                    states.term[slot],
                    states.seq[slot],
                    states.committedTerm(slot),
                    states.committed[slot],
                    states.leads[slot] == 0 ? Set.of() : primaryRole.ackSet(slot));
        }
    }

    /** Bytes of results kept for retries. */
    public long retainedResultBytes() {
        return context.records.retainedBytes();
    }
}
