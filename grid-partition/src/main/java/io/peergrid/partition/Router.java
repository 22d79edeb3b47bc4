package io.peergrid.partition;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Lease;
import io.peergrid.partition.Reply.Status;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings operations to the member that answers for their slots and their answers back (docs/protocols/routing.md). Thread-safe;
 * owns no thread. Stages complete in the thread that brings the answer: continuations must be short and must not block.
 */
public final class Router {
    private static final byte[] OVERLOADED = text("too many operations in flight at this member");
    private static final byte[] CLOSED = text("this member is closed");
    /** Immediate tries elsewhere before a pause is taken. */
    private static final int QUICK_REDIRECTS = 4;
    /** How often an operation in flight is looked at, at least. */
    private static final long LOOK_NANOS = 100_000_000;

    private final RouterSettings settings;
    private final Clock clock;
    private final LocalSlots local;
    private final Refresh refresh;
    private final MemberId self;
    private final MajorityWatch majority;
    private final LongPredicate lacksMajority;
    private final OperationTable operations;
    private final RouterTimer timer;
    private final RequestSender sender;

    private volatile @Nullable Configuration<SlotTable> configuration;
    private volatile boolean closed;

    /** What the router asks of the membership. Thread-safe. */
    @FunctionalInterface
    public interface Refresh {
        /** A member has installed a higher epoch than ours: its configuration should be pulled. Cheap, may be repeated. */
        void behind(MemberId informant, long epoch);
    }

    /**
     * @param lacksMajority whether no majority has answered this member lately, at a time of the clock; any thread. Without
     *     a lease, but with a majority, the configuration is changing: calls go on trying
     */
    public Router(
            RouterSettings settings,
            Transport transport,
            Clock clock,
            Scheduler scheduler,
            Lease lease,
            LongPredicate lacksMajority,
            LocalSlots local,
            Refresh refresh) {
        this.settings = settings;
        this.clock = clock;
        this.local = local;
        this.refresh = refresh;
        this.self = transport.self();
        this.majority = new MajorityWatch(lease, settings.lease());
        this.lacksMajority = lacksMajority;
        this.operations = new OperationTable(settings.maxInFlight());
        this.timer = new RouterTimer(clock, scheduler, this::look);
        this.sender = new RequestSender(transport, local, (caller, response) -> answered(self, response));
    }

    /** A read answered at once from this member's store, without a record; null if that is not possible. */
    public @Nullable Reply readNow(Request.Part part) {
        return local.readNow(part);
    }

    /** As {@link LocalSlots#beginRead}. */
    public long beginRead(int slot) {
        return local.beginRead(slot);
    }

    /** As {@link LocalSlots#endRead}. */
    public boolean endRead(int slot, long stamp, long keyHash) {
        return local.endRead(slot, stamp, keyHash);
    }

    /**
     * Executes one command. Retries under the deadline, always with the same operation number (2.8).
     *
     * @param deadlineNanos on the member's monotonic clock
     */
    public CompletionStage<Reply> call(Request.Part part, long deadlineNanos) {
        Reply here = part.mutation() ? null : local.readNow(part);
        if (here != null) {
            return CompletableFuture.completedFuture(here);
        }
        Operation operation = new Operation(part, deadlineNanos, null, 0);
        if (closed || !operations.register(operation)) {
            return CompletableFuture.completedFuture(refused());
        }
        attempt(operation, null, false);
        return operation;
    }

    /** Executes commands, one request per owner; only unfinished ones are tried again. Replies come in the order of the parts. */
    public CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos) {
        if (parts.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Batch batch = new Batch(parts.size());
        List<Operation> open = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Request.Part part = parts.get(i);
            Reply here = part.mutation() ? null : local.readNow(part);
            if (here != null) {
                batch.replied(i, here);
            } else {
                open.add(new Operation(part, deadlineNanos, batch, i));
            }
        }
        Configuration<SlotTable> now = configuration;
        if (now != null) {
            open.sort(new ByOwner(now.body()));
        }
        if (closed || !operations.registerAll(open)) {
            open.forEach(operation -> operation.deliver(refused()));
        } else {
            attemptAll(open);
        }
        return batch;
    }

    private Reply refused() {
        return new Reply(Status.OVERLOADED, epoch(), null, closed ? CLOSED : OVERLOADED);
    }

    /**
     * Looks after the majority while no call does: a call made after it was lost is refused before it is sent, and those that
     * are open end at once. To be called every few milliseconds.
     */
    public void poll(long nowNanos) {
        if (isCutOff(majority.lackedFor(nowNanos), nowNanos)) {
            operations.forEach(operation -> isOver(operation, nowNanos));
        }
    }

    /** A response, or the result of an entry, arrived. @throws io.peergrid.wire.WireFormatException if it is malformed */
    public void received(MemberId from, byte[] frame) {
        if (frame.length > 0 && (frame[0] & 0xff) == RequestCodec.ENTRY_RESULT) {
            RequestCodec.EntryResult entry = RequestCodec.decodeEntryResult(frame);
            entryDone(entry.number(), entry.result());
        } else {
            answered(from, RequestCodec.decodeResponse(frame));
        }
    }

    /**
     * An entry that carries out an operation of this member is on all copies that count. Its result is that of the operation,
     * whoever says so and whoever was asked last: a retry anywhere finds the entry (2.6, 2.8).
     */
    public void entryDone(long number, byte[] result) {
        Operation operation = operations.find(number);
        if (operation != null) {
            finish(operation, new Reply(Status.DONE, epoch(), null, result));
        }
    }

    /** A configuration is installed: whatever waits for it goes on. Called after the local slots have installed it. */
    public void installed(Configuration<SlotTable> now) {
        configuration = now;
        attemptAll(operations.matching(operation -> isMisplaced(operation, now)));
    }

    private static boolean isMisplaced(Operation operation, Configuration<SlotTable> now) {
        return !operation.isOutstanding()
                || !Objects.equals(
                        operation.target(),
                        now.body().assignment(operation.part.slot()).primary());
    }

    /** All numbers below this have been answered or given up. */
    public long lowWater() {
        return operations.currentLowWater();
    }

    /** Operations open at this moment. */
    public int inFlight() {
        return operations.inFlight();
    }

    /** Ends every open operation, as UNKNOWN if it may take effect, otherwise as OVERLOADED; refuses new ones. */
    public void close() {
        closed = true;
        operations.forEach(operation -> giveUp(operation, refused()));
    }

    private void answered(MemberId from, Response response) {
        for (int i = 0; i < response.replies().size(); i++) {
            Operation operation = operations.find(response.number() + i);
            if (operation != null) {
                answered(operation, from, response.attempt(), response.replies().get(i));
            }
        }
    }

    private void answered(Operation operation, MemberId from, int attempt, Reply reply) {
        switch (reply.status()) {
            case DONE -> {
                if (operation.takesResultOf(from)) {
                    finish(operation, reply);
                }
            }
            case REFUSED -> {
                if (operation.refused(from, attempt, reply)) {
                    giveUp(operation, reply);
                }
            }
            case MOVED, ASK -> {
                if (operation.refused(from, attempt, reply)) {
                    redirected(operation, from, reply);
                }
            }
            case UNKNOWN -> {
                if (operation.unknown(from, attempt, reply)) {
                    pause(operation, reply);
                }
            }
            case TRY_AGAIN, NO_LEASE, TOO_FEW_COPIES, OFFLINE, OVERLOADED -> {
                if (operation.refused(from, attempt, reply)) {
                    informed(from, reply);
                    pause(operation, reply);
                }
            }
        }
    }

    /** The next request names the epoch it was told: a primary takes no mutation meant for an earlier one. */
    private void redirected(Operation operation, MemberId from, Reply reply) {
        informed(from, reply);
        MemberId owner = reply.owner();
        boolean news = operation.learn(reply.epoch());
        boolean pointsAtItself = from.equals(owner) && !news;
        if (owner == null || pointsAtItself || operation.refusals() > QUICK_REDIRECTS) {
            pause(operation, reply);
        } else if (reply.status() == Status.ASK) {
            attempt(operation, owner, true);
        } else {
            attempt(operation, reply.epoch() >= epoch() ? owner : null, false);
        }
    }

    private void informed(MemberId from, Reply reply) {
        if (reply.epoch() > epoch()) {
            refresh.behind(from, reply.epoch());
        }
    }

    private long epoch() {
        Configuration<SlotTable> now = configuration;
        return now == null ? 0 : now.epoch();
    }

    /** Sends the operation to whom it belongs, or to {@code directed}; ends it if its time is up. */
    private void attempt(Operation operation, @Nullable MemberId directed, boolean redirected) {
        long now = clock.nanoTime();
        if (operations.find(operation.number) == null || isOver(operation, now)) {
            return;
        }
        MemberId target = directed != null ? directed : owner(operation);
        if (target == null) {
            pause(operation, noOwner());
            return;
        }
        int attempt = operation.attempt() + 1;
        long epoch = Math.max(epoch(), operation.knownEpoch());
        operation.sent(target, attempt, epoch, now, now + LOOK_NANOS);
        timer.runBy(operation.due());
        sender.send(operation, attempt, target, operations.lowWater(), epoch, redirected);
    }

    private void attemptAll(List<Operation> unsent) {
        long now = clock.nanoTime();
        Requests requests = new Requests(settings.maxRequestBytes());
        for (Operation operation : unsent) {
            if (operations.find(operation.number) == null || isOver(operation, now)) {
                continue;
            }
            MemberId target = owner(operation);
            if (target == null) {
                pause(operation, noOwner());
            } else {
                requests.add(target, operation);
            }
        }
        requests.forEach((target, run) -> {
            int attempt = 0;
            long epoch = epoch();
            for (Operation operation : run) {
                attempt = Math.max(attempt, operation.attempt() + 1);
                epoch = Math.max(epoch, operation.knownEpoch());
            }
            for (Operation operation : run) {
                operation.sent(target, attempt, epoch, now, now + LOOK_NANOS);
            }
            sender.send(run, attempt, target, operations.lowWater(), epoch);
        });
        timer.runBy(now + LOOK_NANOS);
    }

    private @Nullable MemberId owner(Operation operation) {
        Configuration<SlotTable> now = configuration;
        return now == null ? null : now.body().assignment(operation.part.slot()).primary();
    }

    private Reply noOwner() {
        return configuration == null
                ? new Reply(Status.TRY_AGAIN, 0, null, text("this member has not joined yet"))
                : new Reply(Status.OFFLINE, epoch(), null, text("no live member holds the slot"));
    }

    private boolean isOver(Operation operation, long now) {
        if (operation.deadline - now <= 0) {
            Reply last = operation.lastRefusal();
            giveUp(operation, last != null ? last : noAnswer(operation));
            return true;
        }
        long lacked = majority.lackedFor(now);
        if (isCutOff(lacked, now)) {
            String reason = "this member has not heard from a majority for " + lacked / 1_000_000 + " ms";
            giveUp(operation, new Reply(Status.NO_LEASE, epoch(), null, text(reason)));
            return true;
        }
        return false;
    }

    private boolean isCutOff(long lacked, long now) {
        return lacked >= settings.noMajorityAfter() && lacksMajority.test(now) && needsMajority();
    }

    private Reply noAnswer(Operation operation) {
        MemberId asked = operation.target();
        String reason = asked == null ? "not in time" : "no answer in time from " + asked.brief();
        return new Reply(Status.TRY_AGAIN, epoch(), null, text(reason));
    }

    /** Calls of observers end at their deadlines alone. */
    private boolean needsMajority() {
        Configuration<SlotTable> now = configuration;
        return now != null && now.member(self).map(member -> !member.observer()).orElse(true);
    }

    private void pause(Operation operation, Reply reason) {
        operation.pause(reason, clock.nanoTime(), settings.firstBackoff(), settings.longestBackoff());
        timer.runBy(operation.due());
    }

    /** Goes through what is due: sends again, tries again, or gives up. Runs on the scheduler's thread. */
    private void look() {
        long now = clock.nanoTime();
        attemptAll(operations.matching(operation -> operation.due() - now <= 0 && isForNow(operation, now)));
        long[] next = {Long.MAX_VALUE};
        operations.forEach(operation -> next[0] = Math.min(next[0], operation.due() - now));
        if (next[0] != Long.MAX_VALUE) {
            timer.runBy(now + next[0]);
        }
    }

    /** Whether a due operation is to be sent now; one that was just looked after is not. */
    private boolean isForNow(Operation operation, long now) {
        if (isOver(operation, now)) {
            return false;
        }
        boolean cannotBeLost = self.equals(operation.target());
        if (operation.isOutstanding() && (cannotBeLost || now - operation.sentAt() < resendAfter(operation))) {
            operation.lookAgainAt(now + LOOK_NANOS);
            return false;
        }
        return true;
    }

    /** A member that does not answer is probably busy or gone: repeating faster would not help. */
    private long resendAfter(Operation operation) {
        return settings.resendAfter() << Math.min(3, Math.max(0, operation.attempt() - 1));
    }

    /** Ends the operation without a result. What may have taken effect, or still may, is UNKNOWN, whatever was answered last. */
    private void giveUp(Operation operation, Reply reason) {
        Status status = operation.mayTakeEffect() ? Status.UNKNOWN : reason.status();
        finish(operation, new Reply(status, reason.epoch(), null, reason.payload()));
    }

    private void finish(Operation operation, Reply reply) {
        if (operations.remove(operation)) {
            operation.deliver(reply);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
