package io.peergrid.partition;

import io.peergrid.membership.Lease;
import io.peergrid.membership.Leases;
import io.peergrid.membership.Member;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A router between a transport that only remembers and a clock that only moves when told. This member is number 1. */
final class RouterHarness implements Clock, Scheduler, Transport, LocalSlots, Router.Refresh {
    static final long MILLIS = 1_000_000;
    static final MemberId SELF = Members.id(1);

    /** A frame that went out. */
    record Sent(MemberId to, Request request) {}

    /** A request handed to this member's own slots. */
    record Local(Request request, ReplyTo replyTo) {}

    private record Task(long due, long order, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
    private long now = 1;
    private long order;

    final Deque<Sent> sent = new ArrayDeque<>();
    final Deque<Local> executed = new ArrayDeque<>();
    final List<Long> pulled = new ArrayList<>();
    final Lease lease = new Lease();

    @Nullable
    Reply readable;

    final Router router;

    RouterHarness() {
        this(RouterSettings.forLease(500 * MILLIS));
    }

    RouterHarness(RouterSettings settings) {
        router = new Router(settings, this, this, this, lease, now -> !majorityAnswers, this, this);
        Leases.extend(lease, now + 3_600_000 * MILLIS);
    }

    /** Installs a table of 64 slots in which slots are ordered by these members in turn. */
    /** Whether a majority answers although there may be no lease. */
    boolean majorityAnswers;

    void install(long epoch, int... primaries) {
        SlotTable table = SlotTable.of(List.of(new SlotRange(
                0, 64, new SlotAssignment(Members.id(1), epoch, List.of(Members.id(1)), List.of(), List.of(), null))));
        for (int slot = 0; slot < 64; slot++) {
            MemberId primary = Members.id(primaries[slot % primaries.length]);
            table = table.with(
                    SlotSet.of(slot), new SlotAssignment(primary, epoch, List.of(primary), List.of(), List.of(), null));
        }
        List<Member> members = Members.members(4);
        router.installed(Members.configuration(epoch, members, table));
    }

    CompletableFuture<Reply> write(int slot, long withinMillis) {
        return call(new Request.Part(slot, true, new byte[] {1}), withinMillis);
    }

    /** A write of which only the frames matter. */
    void startWrite(int slot, long withinMillis) {
        CompletableFuture<Reply> unwatched = write(slot, withinMillis);
        if (unwatched.isDone()) {
            throw new IllegalStateException("answered at once");
        }
    }

    CompletableFuture<Reply> read(int slot, long withinMillis) {
        return call(new Request.Part(slot, false, new byte[] {2}), withinMillis);
    }

    private CompletableFuture<Reply> call(Request.Part part, long withinMillis) {
        CompletionStage<Reply> stage = router.call(part, now + withinMillis * MILLIS);
        return stage.toCompletableFuture();
    }

    Sent take() {
        return sent.removeFirst();
    }

    /** Answers every part of a sent request alike. */
    void answer(Sent request, Reply.Status status) {
        answer(request, new Reply(status, 1, null, new byte[0]));
    }

    void answer(Sent request, Reply reply) {
        List<Reply> replies = new ArrayList<>();
        request.request().parts().forEach(part -> replies.add(reply));
        Response response =
                new Response(request.request().number(), request.request().attempt(), replies);
        router.received(request.to(), RequestCodec.encode(response));
    }

    void passMillis(long millis) {
        long end = now + millis * MILLIS;
        while (!tasks.isEmpty() && tasks.peek().due <= end) {
            Task task = tasks.remove();
            now = Math.max(now, task.due);
            task.run.run();
        }
        now = end;
    }

    static String text(Reply reply) {
        return new String(reply.payload(), StandardCharsets.UTF_8);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long wallMillis() {
        return 0;
    }

    @Override
    public void execute(Runnable task) {
        schedule(task, 0);
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        Task added = new Task(now + delayNanos, order++, task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    @Override
    public MemberId self() {
        return SELF;
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        sent.add(new Sent(to, RequestCodec.decodeRequest(frame)));
    }

    @Override
    public Set<MemberId> reachable() {
        return Set.of();
    }

    @Override
    public void start(Listener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(MemberId caller, Request request, ReplyTo replyTo) {
        executed.add(new Local(request, replyTo));
    }

    @Override
    public long beginRead(int slot) {
        return 0;
    }

    @Override
    public boolean endRead(int slot, long stamp, long keyHash) {
        return false;
    }

    @Override
    public @Nullable Reply readNow(Request.Part part) {
        return readable;
    }

    @Override
    public void behind(MemberId informant, long epoch) {
        pulled.add(epoch);
    }
}
