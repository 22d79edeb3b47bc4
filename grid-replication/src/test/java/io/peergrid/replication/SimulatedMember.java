package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.SimulatedNode;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One life of a member: real replication over a toy store, told by an {@link Oracle}. */
final class SimulatedMember {
    private static final long CONTACT = 100 * Oracle.MILLIS;

    private final SimulatedNode node;
    private final Oracle oracle;
    final ToyMachine machine;
    final Replication replication;
    final SimulatedCaller caller;
    private @Nullable Configuration<SlotTable> installed;
    private long leaseUntilNanos;
    private boolean leased;

    SimulatedMember(
            SimulatedNode node,
            Oracle oracle,
            ToyMachine.Ghost ghost,
            ReplicationSettings settings,
            ReplicationRules rules,
            boolean dawdles) {
        this.node = node;
        this.oracle = oracle;
        machine = new ToyMachine(ghost);
        caller = new SimulatedCaller(node, this);
        Agreement agreement = new Agreement() {
            @Override
            public void request(byte[] slotRequest, long epoch) {
                oracle.request(SimulatedMember.this, epoch, slotRequest);
            }

            @Override
            public void behind(MemberId informant, long epoch) {
                contact();
            }

            @Override
            public boolean leaseValid(long nowNanos) {
                return leased && leaseUntilNanos - nowNanos > 0;
            }
        };
        replication = new Replication(
                settings,
                rules,
                machine,
                node.transport(),
                node.clock(),
                node.scheduler(),
                agreement,
                event -> oracle.count(event.getClass().getSimpleName()));
        replication.onOwnEntries((number, result) -> caller.entryDone(number, result));
        if (dawdles) {
            replication.onMutations(new Dawdling());
        }
        node.transport().start(new Listener());
        replication.start();
        beat();
    }

    MemberId id() {
        return node.id();
    }

    boolean crashed() {
        return node.crashed();
    }

    boolean paused() {
        return node.paused();
    }

    SimulatedNode node() {
        return node;
    }

    /** On the protocol thread, when the process gets to it. */
    void run(Runnable task) {
        node.scheduler().execute(task);
    }

    private void beat() {
        contact();
        node.scheduler().schedule(this::beat, CONTACT);
    }

    private void contact() {
        oracle.contact(this, node.clock().nanoTime(), installedEpoch());
    }

    long installedEpoch() {
        return installed == null ? -1 : installed.epoch();
    }

    @Nullable
    Configuration<SlotTable> installed() {
        return installed;
    }

    boolean leaseValid() {
        return leased && leaseUntilNanos - node.clock().nanoTime() > 0;
    }

    void leaseGranted(long untilNanos) {
        if (untilNanos != Long.MIN_VALUE && (!leased || untilNanos - leaseUntilNanos > 0)) {
            leased = true;
            leaseUntilNanos = untilNanos;
        }
    }

    void install(Configuration<SlotTable> configuration) {
        if (configuration.epoch() > installedEpoch()) {
            Configuration<SlotTable> before = installed;
            installed = configuration;
            replication.installed(before, configuration);
        }
    }

    boolean relinquish(Configuration<SlotTable> successor) {
        Configuration<SlotTable> current = installed;
        return current != null && replication.relinquish(current, successor);
    }

    byte[] attachment(Configuration<SlotTable> current, Set<MemberId> suspects) {
        return replication.attachment(current, suspects);
    }

    /** Whether this member would answer a read of the slot at this moment as its primary. */
    boolean servesAsPrimary(int slot) {
        long stamp = replication.states().stamp(slot);
        return stamp != 0 && SlotStates.isPrimaryStamp(stamp) && leaseValid();
    }

    @Nullable
    SlotAssignment assignment(int slot) {
        return installed == null ? null : installed.body().assignment(slot);
    }

    void send(MemberId to, Request request) {
        if (to.equals(id())) {
            replication.execute(id(), request, (caller, response) -> this.caller.answered(id(), response));
        } else {
            node.transport().send(to, Transport.Lane.DATA, RequestCodec.encode(request));
        }
    }

    private final class Listener implements Transport.Listener {
        private final LocalSlots.ReplyTo replyTo =
                (to, response) -> node.transport().send(to, Transport.Lane.DATA, RequestCodec.encode(response));

        @Override
        public void received(MemberId from, Transport.Lane lane, byte[] frame) {
            switch (frame[0]) {
                case RequestCodec.REQUEST -> replication.execute(from, RequestCodec.decodeRequest(frame), replyTo);
                case RequestCodec.RESPONSE -> caller.answered(from, RequestCodec.decodeResponse(frame));
                case RequestCodec.ENTRY_RESULT -> {
                    RequestCodec.EntryResult entry = RequestCodec.decodeEntryResult(frame);
                    caller.entryDone(entry.number(), entry.result());
                }
                default -> replication.received(from, frame);
            }
        }

        @Override
        public void appeared(MemberId peer) {}

        @Override
        public void disappeared(MemberId peer) {}
    }

    /** Takes a while over some of the mutations, so that they are decided late, twice or by somebody else. */
    private final class Dawdling implements Preparation {
        @Override
        public boolean concerns(byte[] command) {
            return command[0] == ToyMachine.INCR;
        }

        @Override
        public void prepare(int slot, byte[] command, Consumer<byte @Nullable []> decide) {
            oracle.count("prepared");
            if (node.random().nextInt(50) == 0) {
                decide.accept(null);
            } else {
                long work = node.random().nextInt(8) == 0 ? 1_000 : 20;
                var unused = node.scheduler()
                        .schedule(() -> decide.accept(command), node.random().nextLong(work * Oracle.MILLIS));
            }
        }
    }
}
