package io.peergrid.node;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridMember;
import io.peergrid.cache.CacheFactory;
import io.peergrid.changes.EntryChanges;
import io.peergrid.codec.TypePatterns;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.function.FunctionDesk;
import io.peergrid.function.FunctionThreads;
import io.peergrid.map.CallRunner;
import io.peergrid.map.MapFactory;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.near.NearDesk;
import io.peergrid.partition.Router;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotLayout;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.Replication;
import io.peergrid.store.Key;
import io.peergrid.structure.LockFactory;
import io.peergrid.structure.StructureFactory;
import io.peergrid.topic.TopicFactory;
import io.peergrid.topic.Topics;
import io.peergrid.waiting.KeyWaits;
import io.peergrid.writebehind.Backlogs;
import java.time.Duration;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What an application uses of a member, above the floors: its grid and all that stands behind it. Wiring only. Thread-safe. */
final class NodeServices {
    private final GridNode node;
    private final KeyspaceStateMachine machine;
    private final Clock clock;
    private final SlotLayout slots;
    private final KeyWaits waits;
    private final Announcements announcements;
    private final NearDesk near;
    private final HealthWatch healthWatch;
    private final LockFactory locks;
    private final CacheFactory caches;
    private final FunctionThreads functionThreads;
    private final FunctionDesk functions;
    private final Backlogs backlogs;
    private final MemberGrid grid;

    NodeServices(
            GridNode node,
            GridConfig config,
            NodePorts ports,
            Member member,
            KeyspaceLimits limits,
            NodeRules rules,
            KeyspaceStateMachine machine,
            Replication replication,
            Router router) {
        this.node = node;
        this.machine = machine;
        slots = rules.slots();
        clock = ports.clock();
        near = new NearDesk(
                ports.transport(), clock, ports.callbacks(), slots.count(), rules.near(), new NearServing(replication));
        near.onReads(any -> machine.watchReads(any ? near::read : null));
        GridMember self = GridMembers.of(member);
        Duration deadline = config.callDeadline();
        waits = new KeyWaits(ports.transport(), this::primary, this::elements, clock, ports.callbacks());
        machine.watch(waits::changed);
        Owners owners = new Owners();
        announcements = new Announcements(ports, owners, machine, replication, copies(replication), near);
        Diagnosis diagnosis = new Diagnosis(node.membership(), clock);
        NodeSlotCalls calls = new NodeSlotCalls(
                config.name(), slots, machine, router, waits, clock, ports.callbacks(), diagnosis, node::closing);
        HealthCheck health = new HealthCheck(node, diagnosis, member, config.backups() + 1);
        healthWatch = new HealthWatch(health::now, ports.callbacks());
        locks = new LockFactory(calls, new NodeStanding(node), limits, deadline);
        SlotExplanations explanations = new SlotExplanations(node);
        ValueTypes values =
                new ValueTypes(config.types(), TypePatterns.of(config.typePatterns()), config.maxValueBytes());
        MapFactory maps = new MapFactory(
                config, calls, limits, explanations, values, machine::figures, announcements.changes(), near);
        StructureFactory structures = new StructureFactory(calls, limits, values, deadline, announcements.changes());
        backlogs = new Backlogs(
                config.caches().values(),
                values,
                new CallRunner(calls, deadline),
                slot -> owners.termHere(slot) >= 0,
                Backlogs::threads);
        if (!backlogs.isEmpty()) {
            machine.watchBacklogs(backlogs);
        }
        caches = new CacheFactory(config, calls, maps, values, new NodeStanding(node), backlogs, near::slotChanged);
        functionThreads = new FunctionThreads(self.name());
        functions = new FunctionDesk(
                config.functions(),
                new FunctionDesk.Surroundings(
                        calls.withinFunctions(),
                        (tag, within) -> new TransactionStructures(tag, maps.over(within), structures.over(within)),
                        values,
                        config.maxValueBytes(),
                        config.functionBudget().toNanos(),
                        self.name()),
                functionThreads);
        replication.onMutations(functions);
        grid = new MemberGrid(
                config,
                self,
                node,
                calls,
                maps,
                structures,
                locks,
                caches,
                new TopicFactory(announcements.topics(), calls, limits, values, deadline),
                values,
                explanations,
                diagnosis,
                health,
                healthWatch,
                near::slotChanged);
    }

    Grid grid() {
        return grid;
    }

    KeyWaits waits() {
        return waits;
    }

    NearDesk near() {
        return near;
    }

    Announcements announcements() {
        return announcements;
    }

    /** On the protocol thread, every few milliseconds. */
    void poll(long now, long wallMillis) {
        waits.poll(now);
        announcements.poll(now);
        near.poll(now, wallMillis);
        locks.poll(now);
        caches.poll(now);
        functions.poll(now);
        healthWatch.poll(now);
        pollBacklogs(now);
    }

    private void pollBacklogs(long now) {
        if (node.closing()) {
            backlogs.hurry();
        }
        backlogs.poll(now);
    }

    /** Whether nothing that this member leads waits for a store. */
    boolean isDrained() {
        return backlogs.isDrained();
    }

    /** On the protocol thread, before this member acts on the configuration. */
    void installing(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        announcements.installing(before, now);
        near.installing(before == null ? null : before.body(), now.body());
    }

    /** On the protocol thread. */
    void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        waits.installed(now::lists);
        announcements.installed(before, now);
        if (!backlogs.isEmpty()) {
            backlogs.leads(led(now));
        }
        near.installed(now.body(), now.epoch(), GridMembers.takingPart(now));
        if (before == null || before.epoch() + 1 != now.epoch() || !GridMembers.takesPart(now, node.id())) {
            locks.doubtHolds();
        }
    }

    /** This member leaves: nobody waits here any more. */
    void refuse() {
        healthWatch.close();
        waits.close();
    }

    /** This member has left. */
    void close() {
        locks.close();
        caches.close();
        functionThreads.close();
        backlogs.close();
        announcements.close();
    }

    private BitSet led(Configuration<SlotTable> now) {
        BitSet led = new BitSet(slots.count());
        for (int slot = 0; slot < slots.count(); slot++) {
            led.set(slot, node.id().equals(now.body().assignment(slot).primary()));
        }
        return led;
    }

    private EntryChanges.Copies copies(Replication replication) {
        return new EntryChanges.Copies(
                slots,
                slot -> replication.copy(slot).committedSeq(),
                () -> node.membership().lease().isValid(clock.nanoTime()),
                node.takeoverNanos());
    }

    private int elements(byte type, Key key) {
        return machine.elements(type, key, clock.wallMillis());
    }

    private @Nullable MemberId primary(int slot) {
        Configuration<SlotTable> installed = node.installed();
        return installed == null ? null : installed.body().assignment(slot).primary();
    }

    private final class NearServing implements NearDesk.Serving {
        private final Replication replication;

        NearServing(Replication replication) {
            this.replication = replication;
        }

        @Override
        public boolean leaseValid(long nowNanos) {
            return node.membership().lease().isValid(nowNanos);
        }

        @Override
        public boolean serves(int slot) {
            return replication.beginRead(slot) != 0;
        }
    }

    private final class Owners implements Topics.Owners {
        @Override
        public @Nullable MemberId owner(int slot) {
            return slot < 0 || slot >= slots.count() ? null : primary(slot);
        }

        @Override
        public long termHere(int slot) {
            Configuration<SlotTable> installed = node.installed();
            if (installed == null || slot < 0 || slot >= slots.count()) {
                return -1;
            }
            SlotAssignment assignment = installed.body().assignment(slot);
            boolean here = node.id().equals(assignment.primary());
            return here && node.membership().lease().isValid(clock.nanoTime()) ? assignment.slotTerm() : -1;
        }
    }
}
