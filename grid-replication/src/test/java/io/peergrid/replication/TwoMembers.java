package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Digest;
import io.peergrid.membership.Member;
import io.peergrid.membership.SpokenVersions;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.Response;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotRange;
import io.peergrid.partition.SlotRequest;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two members whose time, network and configurations are moved by hand. */
final class TwoMembers {
    static final long MILLIS = 1_000_000L;
    static final int SLOTS = 4;
    static final MemberId A = new MemberId(1, 1);
    static final MemberId B = new MemberId(2, 2);
    static final MemberId CALLER = new MemberId(9, 9);

    private record Frame(MemberId from, MemberId to, byte[] bytes) {}

    /** What a copy told the caller. */
    record Told(MemberId by, byte[] result) {}

    private record Task(long atNanos, Runnable action) {}

    /** One of the two. */
    final class One {
        final MemberId id;
        final ToyMachine machine;
        final Replication replication;
        final List<SlotRequest> requests = new ArrayList<>();
        /** The epochs that {@link #requests} were decided in. */
        final List<Long> epochs = new ArrayList<>();

        final List<ReplicationEvent> events = new ArrayList<>();
        final Map<Long, Reply> replies = new HashMap<>();
        boolean leased = true;

        @Nullable
        Configuration<SlotTable> installed;

        One(MemberId id, ReplicationSettings settings) {
            this.id = id;
            machine = new ToyMachine(ghost);
            replication = new Replication(
                    settings,
                    ReplicationRules.standard(),
                    machine,
                    new Wire(id),
                    clock,
                    scheduler,
                    new Hands(this),
                    events::add);
            replication.start();
        }

        void install(Configuration<SlotTable> now) {
            Configuration<SlotTable> before = installed;
            installed = now;
            replication.installed(before, now);
        }

        /** Brings a command as its caller's operation {@code number}. */
        void call(long number, boolean mutation, byte[] command) {
            call(number, mutation, command, installed == null ? 0 : installed.epoch(), false);
        }

        void call(long number, boolean mutation, byte[] command, long epoch, boolean redirected) {
            Request.Part part = new Request.Part(0, mutation, command);
            call(new Request(number, lowWater, epoch, redirected, List.of(part)));
        }

        void call(Request request) {
            replication.execute(
                    CALLER,
                    request,
                    (caller, response) ->
                            replies.put(response.number(), response.replies().get(0)));
        }

        Reply.@Nullable Status status(long number) {
            Reply reply = replies.get(number);
            return reply != null ? reply.status() : results.containsKey(number) ? Reply.Status.DONE : null;
        }

        @Nullable
        Long value(long number) {
            Reply reply = replies.get(number);
            Told told = results.get(number);
            return ToyMachine.result(told == null ? reply.payload() : told.result)
                    .value();
        }
    }

    private record Hands(One one) implements Agreement {
        @Override
        public void request(byte[] slotRequest, long epoch) {
            one.requests.add(SlotRequest.decode(slotRequest, SLOTS));
            one.epochs.add(epoch);
        }

        @Override
        public void behind(MemberId informant, long epoch) {}

        @Override
        public boolean leaseValid(long nowNanos) {
            return one.leased;
        }
    }

    private final class Wire implements Transport {
        private final MemberId self;

        Wire(MemberId self) {
            this.self = self;
        }

        @Override
        public MemberId self() {
            return self;
        }

        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            network.add(new Frame(self, to, frame));
            Runnable now = onSend;
            onSend = () -> {};
            now.run();
        }

        @Override
        public Set<MemberId> reachable() {
            return Set.of();
        }

        @Override
        public void start(Listener listener) {}

        @Override
        public void close() {}
    }

    /** What members sent to a caller that is no member. */
    final List<Response> answers = new ArrayList<>();

    private final ArrayDeque<Frame> network = new ArrayDeque<>();
    private final List<Task> tasks = new ArrayList<>();
    private final ToyMachine.Ghost ghost = new ToyMachine.Ghost();
    private long now = -5_000 * MILLIS;

    private final Clock clock = new Clock() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long wallMillis() {
            return 1_700_000_000_000L + now / MILLIS;
        }
    };

    private final Scheduler scheduler = new Scheduler() {
        @Override
        public void execute(Runnable task) {
            tasks.add(new Task(now, task));
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            Task later = new Task(now + delayNanos, task);
            tasks.add(later);
            return () -> tasks.remove(later);
        }
    };

    /** What the caller was told by a slot's other copy, by number. */
    final Map<Long, Told> results = new HashMap<>();

    final One a;
    final One b;
    long lowWater;
    /** What happens to a member while it sends its next frame, once. */
    Runnable onSend = () -> {};

    TwoMembers(int minInSync) {
        ReplicationSettings settings = ReplicationSettings.lan(new SlotPolicy(SLOTS, 1, minInSync, true));
        a = new One(A, settings);
        b = new One(B, settings);
    }

    static SlotAssignment assignment(@Nullable MemberId primary, long slotTerm, MemberId... inSync) {
        return new SlotAssignment(primary, slotTerm, List.of(inSync), List.of(), List.of(), null);
    }

    static SlotAssignment learning(MemberId primary, long slotTerm, MemberId learner) {
        return new SlotAssignment(primary, slotTerm, List.of(primary), List.of(), List.of(learner), null);
    }

    static SlotAssignment moving(MemberId primary, long slotTerm, MemberId heir) {
        return new SlotAssignment(primary, slotTerm, List.of(A, B), List.of(), List.of(), heir);
    }

    /** A configuration of both members in which slot 0 has this assignment and the others belong to nobody. */
    static Configuration<SlotTable> configuration(long epoch, SlotAssignment slot0) {
        SlotTable table =
                SlotTable.of(List.of(new SlotRange(0, 1, slot0), new SlotRange(1, SLOTS, assignment(null, 0))));
        return new Configuration<>(A, 0, epoch, Digest.NONE, 1, List.of(listed(A), listed(B)), table);
    }

    /** The same with an assignment of slot 1, too. */
    static Configuration<SlotTable> configuration(long epoch, SlotAssignment slot0, SlotAssignment slot1) {
        SlotTable table = SlotTable.of(List.of(
                new SlotRange(0, 1, slot0), new SlotRange(1, 2, slot1), new SlotRange(2, SLOTS, assignment(null, 0))));
        return new Configuration<>(A, 0, epoch, Digest.NONE, 1, List.of(listed(A), listed(B)), table);
    }

    /** The same, listing one member only. */
    static Configuration<SlotTable> alone(long epoch, MemberId member, SlotAssignment slot0) {
        Configuration<SlotTable> both = configuration(epoch, slot0);
        return new Configuration<>(A, 0, epoch, Digest.NONE, 1, List.of(listed(member)), both.body());
    }

    private static Member listed(MemberId id) {
        return new Member(
                id,
                "",
                "",
                "",
                "",
                1,
                true,
                true,
                Member.Status.ACTIVE,
                ProcessIdentity.UNPROVABLE,
                SpokenVersions.ofThisCode(""));
    }

    void installBoth(long epoch, SlotAssignment slot0) {
        a.install(configuration(epoch, slot0));
        b.install(configuration(epoch, slot0));
        settle();
    }

    /** Delivers every frame and runs what is due, until nothing is left. */
    void settle() {
        boolean moved = true;
        while (moved) {
            moved = runDue();
            Frame frame = network.poll();
            if (frame != null) {
                deliver(frame);
                moved = true;
            }
        }
    }

    private void deliver(Frame frame) {
        if (frame.to.equals(CALLER)) {
            if ((frame.bytes[0] & 0xff) == RequestCodec.ENTRY_RESULT) {
                RequestCodec.EntryResult entry = RequestCodec.decodeEntryResult(frame.bytes);
                results.put(entry.number(), new Told(frame.from, entry.result()));
            } else {
                answers.add(RequestCodec.decodeResponse(frame.bytes));
            }
            return;
        }
        One to = frame.to.equals(A) ? a : b;
        to.replication.received(frame.from, frame.bytes);
    }

    private boolean runDue() {
        List<Task> due = new ArrayList<>(tasks);
        due.removeIf(task -> task.atNanos - now > 0);
        tasks.removeAll(due);
        due.forEach(task -> task.action.run());
        return !due.isEmpty();
    }

    /** Loses every frame under way. */
    void lose() {
        network.clear();
    }

    int underWay() {
        return network.size();
    }

    /** Moves time; frames stay under way. */
    void pass(long nanos) {
        long until = now + nanos;
        while (now < until) {
            now = Math.min(until, now + 20 * MILLIS);
            runDue();
        }
    }
}
