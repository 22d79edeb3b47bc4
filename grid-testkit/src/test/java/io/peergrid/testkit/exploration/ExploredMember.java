package io.peergrid.testkit.exploration;

import io.peergrid.membership.AgreementWindow;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Membership;
import io.peergrid.membership.MembershipEvent;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.Response;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.SlotTableRules;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import io.peergrid.replication.Agreement;
import io.peergrid.replication.Replication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One member of the product's own agreement, slot table and replication over a {@link WriteLog}, driven by single inputs. What it
 * sends and does in one of them is collected. Deterministic: the same inputs lead to the same state.
 */
final class ExploredMember {
    static final Request.Part READ = new Request.Part(0, false, new byte[] {0});

    final int index;
    final SlotTableRules bodies;
    final Membership<SlotTable> membership;
    final Replication replication;
    final WriteLog log;
    private final Setting setting;
    private final Frames frames;
    private final List<Task> timers = new ArrayList<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    /** Whom it voted for, by term. */
    private final Map<Long, MemberId> votes = new TreeMap<>();

    private long nowNanos;
    private @Nullable Boolean leaseInstead;
    private List<Integer> sent = new ArrayList<>();
    private List<Fact> facts = new ArrayList<>();

    private record Task(long dueNanos, Runnable task) {}

    ExploredMember(int index, Setting setting, Frames frames) {
        this.index = index;
        this.setting = setting;
        this.frames = frames;
        bodies = setting.bodies();
        log = new WriteLog(setting.policy().slotCount());
        Network network = new Network();
        Threads threads = new Threads();
        replication = new Replication(
                setting.replication(),
                setting.rules().replication(),
                log,
                network,
                new OwnClock(),
                threads,
                new OwnAgreement(),
                event -> {});
        membership = new Membership<>(
                setting.membership(),
                setting.member(index),
                bodies,
                replication,
                setting.rules().membership(),
                network,
                ProcessWitness.NONE,
                new Steady(index, setting.members()),
                this::happened);
        replication.onOwnEntries((number, result) -> acknowledged(number));
    }

    /** Everything the member's further behaviour depends on. */
    List<Object> state() {
        return List.of(
                membership,
                replication,
                log,
                votes,
                timers.stream().map(Task::dueNanos).toList());
    }

    List<Integer> takeSent() {
        List<Integer> taken = sent;
        sent = new ArrayList<>();
        return taken;
    }

    List<Fact> takeFacts() {
        List<Fact> taken = facts;
        facts = new ArrayList<>();
        return taken;
    }

    long nowNanos() {
        return nowNanos;
    }

    void start(long now) {
        nowNanos = now;
        replication.start();
        membership.start(now);
        runTasks();
    }

    /** What the protocol thread does once a tick. */
    void poll(long now) {
        nowNanos = now;
        List<Task> due = timers.stream().filter(task -> task.dueNanos <= now).toList();
        timers.removeAll(due);
        membership.poll(now);
        runTasks();
        due.forEach(task -> task.task.run());
        runTasks();
    }

    void receive(int from, byte[] frame, long now) {
        nowNanos = now;
        if ((frame[0] & 0xff) < 0x20) {
            membership.received(Setting.id(from), frame, now);
        } else {
            replication.received(Setting.id(from), frame);
        }
        runTasks();
    }

    void disconnected(int peer, long now) {
        nowNanos = now;
        membership.disappeared(Setting.id(peer), now);
        runTasks();
    }

    /** A caller's write reaches this member. */
    void write(int caller, int number, long now) {
        nowNanos = now;
        Configuration<SlotTable> installed = Objects.requireNonNull(membership.installed());
        Request.Part part = new Request.Part(0, true, new byte[] {(byte) number});
        replication.execute(
                Setting.id(caller),
                new Request(number, 0, installed.epoch(), false, List.of(part)),
                (to, response) -> answered(response));
        runTasks();
    }

    /** What a read is answered with if the lease were valid, or were not; null without an answer. */
    byte @Nullable [] read(boolean leased) {
        leaseInstead = leased;
        Reply reply = replication.readNow(READ);
        leaseInstead = null;
        return reply == null ? null : reply.payload();
    }

    private void runTasks() {
        Runnable next = tasks.poll();
        while (next != null) {
            next.run();
            next = tasks.poll();
        }
    }

    private void answered(Response response) {
        if (response.replies().get(0).status() == Reply.Status.DONE) {
            acknowledged(response.number());
        }
    }

    private void acknowledged(long number) {
        facts.add(new Fact.Acknowledged((int) number, membership.lease().isValid(nowNanos)));
    }

    private void happened(MembershipEvent event) {
        if (event instanceof MembershipEvent.VoteGiven vote) {
            voted(vote.term(), vote.candidate().id());
        } else if (event instanceof MembershipEvent.LeaderElected elected) {
            if (!elected.voters().isEmpty()) {
                facts.add(new Fact.Elected(elected.epoch(), elected.term()));
            }
        } else if (event instanceof MembershipEvent.SuccessorAccepted) {
            if (AgreementWindow.acceptedTerm(membership) != AgreementWindow.promisedTerm(membership)) {
                facts.add(new Fact.Broken("I2: accepts below the term it promised"));
            }
            facts.add(new Fact.Accepted(
                    AgreementWindow.acceptedTerm(membership),
                    Objects.requireNonNull(AgreementWindow.accepted(membership, bodies))));
        } else if (event instanceof MembershipEvent.ConfigurationInstalled installed) {
            if (installed.beforeEpoch() >= installed.now().epoch()) {
                facts.add(new Fact.Broken(
                        "I4: goes back to epoch " + installed.now().epoch()));
            }
            facts.add(new Fact.Installed(Objects.requireNonNull(membership.installed())));
        } else if (event instanceof MembershipEvent.LeaseLost lost) {
            facts.add(new Fact.Note("loses its lease: " + lost.reason()));
        } else if (event instanceof MembershipEvent.LeaseGained) {
            facts.add(new Fact.Note("has a lease"));
        } else if (event instanceof MembershipEvent.SuccessorHeldBack held) {
            facts.add(new Fact.Note("hears that " + held.by().name() + " waits for "
                    + held.waitingFor().name()));
        }
    }

    private void voted(long term, MemberId candidate) {
        MemberId before = votes.putIfAbsent(term, candidate);
        if (before != null && !before.equals(candidate)) {
            facts.add(new Fact.Broken("I2: votes twice in term " + term));
        }
        facts.add(new Fact.Note("votes for " + Setting.name(Setting.index(candidate)) + " in term " + term));
    }

    /** The same delay each time, another one for each member. */
    private static final class Steady implements RandomGenerator {
        private final int index;
        private final int members;

        Steady(int index, int members) {
            this.index = index;
            this.members = members;
        }

        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound * index / members;
        }
    }

    private final class OwnClock implements Clock {
        @Override
        public long nanoTime() {
            return nowNanos;
        }

        @Override
        public long wallMillis() {
            return 1;
        }
    }

    private final class OwnAgreement implements Agreement {
        @Override
        public void request(byte[] slotRequest, long epoch) {
            tasks.add(() -> membership.request(slotRequest, epoch, nowNanos));
        }

        @Override
        public void behind(MemberId informant, long epoch) {
            tasks.add(() -> membership.pull(informant, nowNanos));
        }

        @Override
        public boolean leaseValid(long nowNanos) {
            Boolean instead = leaseInstead;
            return instead != null ? instead : membership.lease().isValid(nowNanos);
        }
    }

    private final class Threads implements Scheduler {
        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            Task timer = new Task(nowNanos + delayNanos, task);
            timers.add(timer);
            return () -> timers.remove(timer);
        }
    }

    private final class Network implements Transport {
        @Override
        public MemberId self() {
            return Setting.id(index);
        }

        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            switch (frame[0]) {
                case RequestCodec.RESPONSE -> answered(RequestCodec.decodeResponse(frame));
                case RequestCodec.ENTRY_RESULT ->
                    acknowledged(RequestCodec.decodeEntryResult(frame).number());
                default -> sent.add(frames.number(index, Setting.index(to), frame));
            }
        }

        @Override
        public Set<MemberId> reachable() {
            Set<MemberId> others = new HashSet<>();
            for (int other = 0; other < setting.members(); other++) {
                if (other != index) {
                    others.add(Setting.id(other));
                }
            }
            return others;
        }

        @Override
        public void start(Listener listener) {}

        @Override
        public void close() {}
    }
}
