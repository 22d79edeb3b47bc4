package io.peergrid.node;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridEvent;
import io.peergrid.GridJoinException;
import io.peergrid.GridMember;
import io.peergrid.GridUnavailableException;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.membership.Membership;
import io.peergrid.membership.MembershipSettings;
import io.peergrid.membership.RoleHolder;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.Router;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.SlotTableRules;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.Agreement;
import io.peergrid.replication.Replication;
import io.peergrid.replication.SlotCopy;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One member: membership, partition, replication and store wired to their ports. It only forwards; decisions are made by the
 * floors. Production, clusters in one JVM and the simulator assemble it alike.
 *
 * <p>Life: {@link #assemble}, {@link #start}, {@link #joined} completes, work through {@link #grid}, {@link #leave},
 * {@link #stop}. Thread-safe.
 */
public final class GridNode {
    private final GridConfig config;
    private final NodePorts ports;
    private final GridMember self;
    private final EventHub events;
    private final NodeLog log;
    private final EventTranslator translator;
    private final MalformedFrames malformed;
    private final KeyspaceStateMachine machine;
    private final MembershipSettings timings;
    private final Membership<SlotTable> membership;
    private final Replication replication;
    private final Router router;
    private final ExpirySweep expiry;
    private final Evictor evictor;
    private final EvictionGreetings greetings;
    private final Departure departure;
    private final MajorityWatch majority;
    private final NodeServices services;
    private final CompletableFuture<Configuration<SlotTable>> joined = new CompletableFuture<>();
    private volatile boolean listed;
    private volatile boolean closing;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private GridNode(GridConfig config, NodePorts ports, NodeRules rules) {
        this.config = config;
        this.ports = ports;
        MemberId id = ports.transport().self();
        Member member = NodeIdentity.of(config, ports, rules.speaks());
        SlotPolicy policy = new SlotPolicy(rules.slots(), config.backups(), config.minInSync(), true);
        KeyspaceLimits limits = new KeyspaceLimits(
                config.memoryLimitBytes(), KeyspaceLimits.DEFAULT_MAX_KEY_BYTES, config.maxValueBytes());
        self = GridMembers.of(member);
        events = new EventHub(ports.callbacks());
        log = new NodeLog(
                config, id, self, rules.speaks().release(), rules.slots().partitioned());
        translator = new EventTranslator(self, policy, ports.clock(), this::publish);
        malformed = new MalformedFrames(ports.clock());
        machine = new KeyspaceStateMachine(rules.slots(), limits, this::hasLeft, EvictionRules.of(config));
        timings = Timings.membership(config, rules.mayFound());
        replication = new Replication(
                Timings.replication(config, policy),
                rules.replication(),
                machine,
                ports.transport(),
                ports.clock(),
                ports.scheduler(),
                new NodeAgreement(),
                new ReplicationNews(ports.scheduler(), translator::happened));
        evictor = new Evictor(
                replication, machine, ports.clock(), id, rules.slots().count());
        membership = new Membership<>(
                timings,
                member,
                new SlotTableRules(policy, rules.promotion()),
                new NodeRoles(),
                rules.membership(),
                ports.transport(),
                ports.witness(),
                ports.random(),
                translator::happened);
        router = new Router(
                Timings.router(timings),
                ports.transport(),
                ports.clock(),
                ports.scheduler(),
                membership.lease(),
                membership::lacksMajority,
                evictor,
                (informant, epoch) -> pull(informant));
        evictor.through(router);
        greetings = new EvictionGreetings(config, id, ports.transport(), log::evictsOtherwise);
        replication.onOwnEntries(router::entryDone);
        expiry = new ExpirySweep(machine, membership, router, ports.clock(), id);
        majority = new MajorityWatch(membership, timings, log);
        services = new NodeServices(this, config, ports, member, limits, rules, machine, replication, router);
        departure = new Departure(membership, ports, timings, id, services::isDrained);
    }

    /** Wires a member; nothing runs yet. */
    public static GridNode assemble(GridConfig config, NodePorts ports, NodeRules rules) {
        return new GridNode(config, ports, rules);
    }

    /** Begins to look for the grid. */
    public void start() {
        log.starting();
        ports.transport().start(new FrameDispatcher(new NodeFloors(), malformed));
        onProtocolThread(() -> {
            replication.start();
            membership.start(now());
            tick();
        });
    }

    /**
     * Completes, on the protocol thread, once a configuration lists this member and a majority has answered it: before that
     * its calls could only be refused.
     */
    public CompletionStage<Configuration<SlotTable>> joined() {
        return joined;
    }

    /** What an application sees of this member. */
    public Grid grid() {
        return services.grid();
    }

    /** Lets this member found the grid although its rules did not. */
    public void allowFounding() {
        onProtocolThread(() -> membership.allowFounding(now()));
    }

    /** Why this member has no place in a configuration yet, in words. */
    public String joinStatus() {
        return membership.joinStatus();
    }

    /** Why members do not let this one in, whatever time passes, or null; for people. */
    public @Nullable String joinRefusal() {
        return membership.joinRefusal();
    }

    /**
     * Why this member has not joined in the time it had, and what to change.
     *
     * @param transportRefusal why the last member that was called did not take the connection, or null
     */
    public GridJoinException notJoined(@Nullable String transportRefusal) {
        String why = listed
                ? JoinDoctor.unanswered(config, membership.majorityStatus())
                : JoinDoctor.diagnose(
                        config, joinStatus(), joinRefusal(), ports.transport().reachable(), transportRefusal);
        return new GridJoinException(why, null);
    }

    /** This life of the member. */
    MemberId id() {
        return ports.transport().self();
    }

    /**
     * The newest configuration installed here.
     *
     * @throws GridUnavailableException if there is none
     */
    Configuration<SlotTable> configuration() {
        Configuration<SlotTable> installed = installed();
        if (installed == null) {
            throw new GridUnavailableException("this member has no place in the grid yet: " + joinStatus());
        }
        return installed;
    }

    /** The newest configuration installed here, or null. */
    public @Nullable Configuration<SlotTable> installed() {
        return membership.installed();
    }

    /** How this member's copy of a slot stands now. */
    public SlotCopy copyOf(int slot) {
        return replication.copy(slot);
    }

    /**
     * Refuses new calls, hands this member's slots over and leaves. Completes on the protocol thread with whether all was
     * handed over, at the deadline at the latest; {@link #stop} has to follow.
     */
    public CompletionStage<Boolean> leave(long deadlineNanos) {
        closing = true;
        services.refuse();
        return departure.begin(deadlineNanos).thenApply(inOrder -> {
            log.left(departure.outcome(), membership.installed());
            return inOrder;
        });
    }

    /** Ends everything at once; what was not handed over others take over as after a crash. May be called repeatedly. */
    public void stop() {
        closing = true;
        services.refuse();
        if (stopped.compareAndSet(false, true)) {
            services.close();
            router.close();
            replication.stop();
            ports.transport().close();
            ports.release().run();
        }
    }

    boolean closing() {
        return closing;
    }

    Membership<SlotTable> membership() {
        return membership;
    }

    KeyspaceStateMachine machine() {
        return machine;
    }

    EventHub events() {
        return events;
    }

    /** How long after a change of owner entries may still be told by the old one. */
    long takeoverNanos() {
        return Timings.takeoverNanos(timings);
    }

    long malformedFrames() {
        return malformed.count();
    }

    long now() {
        return ports.clock().nanoTime();
    }

    private boolean hasLeft(MemberId member, long epoch) {
        Configuration<SlotTable> installed = membership.installed();
        return installed != null && installed.epoch() >= epoch && !GridMembers.takesPart(installed, member);
    }

    private void tick() {
        if (stopped.get()) {
            return;
        }
        var unused = ports.scheduler().schedule(this::tick, Timings.pollNanos(timings));
        long now = now();
        membership.poll(now, ports.clock().wallMillis());
        router.poll(now);
        services.poll(now, ports.clock().wallMillis());
        majority.poll(now, listed);
        completeJoin();
        expiry.poll(now);
        if (membership.lease().isValid(now)) {
            evictor.poll(now, membership.installed());
        }
        departure.poll(now);
    }

    private void onProtocolThread(Runnable task) {
        ports.scheduler().execute(() -> {
            if (!stopped.get()) {
                task.run();
            }
        });
    }

    private void pull(MemberId informant) {
        onProtocolThread(() -> membership.pull(informant, now()));
    }

    private void publish(GridEvent event) {
        log.happened(event);
        events.publish(event);
    }

    private void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        services.installing(before, now);
        replication.installed(before, now);
        evictor.installed(now);
        greetings.installed(GridMembers.ids(now));
        router.installed(now);
        services.installed(before, now);
        boolean first = !listed && now.lists(ports.transport().self());
        if (first) {
            log.joined(now);
        }
        translator.installed(now);
        if (first) {
            log.started();
            listed = true;
        }
    }

    private void completeJoin() {
        if (listed && !joined.isDone() && membership.heardByMajority()) {
            joined.complete(Objects.requireNonNull(membership.installed()));
        }
    }

    /** The local side of the roles: replication first, then whoever waits for the table. */
    private final class NodeRoles implements RoleHolder<SlotTable> {
        @Override
        public boolean relinquish(Configuration<SlotTable> current, Configuration<SlotTable> successor) {
            return replication.relinquish(current, successor);
        }

        @Override
        public byte[] attachment(Configuration<SlotTable> current, Set<MemberId> suspects) {
            return replication.attachment(current, suspects);
        }

        @Override
        public void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
            GridNode.this.installed(before, now);
        }
    }

    private final class NodeAgreement implements Agreement {
        @Override
        public void request(byte[] slotRequest, long epoch) {
            onProtocolThread(() -> membership.request(slotRequest, epoch, now()));
        }

        @Override
        public void behind(MemberId informant, long epoch) {
            pull(informant);
        }

        @Override
        public boolean leaseValid(long nowNanos) {
            return membership.lease().isValid(nowNanos);
        }
    }

    private final class NodeFloors implements FrameDispatcher.Floors {
        @Override
        public void agreement(MemberId from, byte[] frame) {
            onProtocolThread(() -> {
                try {
                    membership.received(from, frame, now());
                    completeJoin();
                } catch (RuntimeException e) {
                    malformed.dropped(from, frame, e);
                }
            });
        }

        @Override
        public void routing(MemberId from, byte[] frame) {
            if ((frame[0] & 0xff) != RequestCodec.REQUEST) {
                router.received(from, frame);
            } else {
                evictor.received(frame.length, () -> replication.received(from, frame));
            }
        }

        @Override
        public void replication(MemberId from, byte[] frame) {
            replication.received(from, frame);
        }

        @Override
        public void waiting(MemberId from, byte[] frame) {
            services.waits().received(from, frame);
        }

        @Override
        public void links(MemberId from, byte[] frame) {
            services.announcements().received(from, frame);
        }

        @Override
        public void nearCopies(MemberId from, byte[] frame) {
            services.near().received(from, frame);
        }

        @Override
        public void greeting(MemberId from, byte[] frame) {
            greetings.received(from, frame);
        }

        @Override
        public void appeared(MemberId peer) {
            onProtocolThread(() -> membership.appeared(peer, now()));
        }

        @Override
        public void disappeared(MemberId peer) {
            onProtocolThread(() -> membership.disappeared(peer, now()));
        }
    }
}
