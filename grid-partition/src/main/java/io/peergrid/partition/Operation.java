package io.peergrid.partition;

import io.peergrid.partition.Reply.Status;
import io.peergrid.ports.MemberId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An operation of this member from its call to its answer: the record in flight and the caller's stage in one object. It
 * waits either for an answer or for its next try. The mutable part is guarded by the operation's own monitor.
 */
final class Operation extends CompletableFuture<Reply> {
    final Request.Part part;
    final long deadline;
    private final @Nullable Batch batch;
    private final int index;

    /** Set once, before the operation becomes visible to others. */
    long number;

    private @Nullable MemberId target;
    private int attempt;
    private int refusals;
    private int pauses;
    /** Sent, and neither answered nor given up by a definite refusal. */
    private boolean outstanding;
    /** Some sending may yet take effect, whatever later ones are answered. */
    private boolean ambiguous;

    private long sentEpoch;
    private long knownEpoch;
    private long sentAt;
    private long due;
    private @Nullable Reply refusal;

    Operation(Request.Part part, long deadline, @Nullable Batch batch, int index) {
        this.part = part;
        this.deadline = deadline;
        this.batch = batch;
        this.index = index;
    }

    void deliver(Reply reply) {
        if (batch == null) {
            complete(reply);
        } else {
            batch.replied(index, reply);
        }
    }

    /** Notes that it goes out. */
    synchronized void sent(MemberId to, int newAttempt, long epoch, long now, long nextLook) {
        ambiguous |= outstanding && part.mutation();
        outstanding = true;
        target = to;
        attempt = newAttempt;
        sentEpoch = epoch;
        sentAt = now;
        due = earlier(nextLook, deadline);
    }

    /**
     * Whether this member's result may be taken. For a mutation only that of the member asked last: one that changes nothing
     * leaves no record, so after the caller has gone on it may be executed once more, with another result.
     */
    synchronized boolean takesResultOf(MemberId member) {
        return !part.mutation() || member.equals(target);
    }

    /** Notes the epoch of a member that knows better. @return true if that is news since the last sending */
    synchronized boolean learn(long epoch) {
        knownEpoch = Math.max(knownEpoch, epoch);
        return epoch > sentEpoch;
    }

    /** The newest epoch whose owner of the slot this operation was told. */
    synchronized long knownEpoch() {
        return knownEpoch;
    }

    /** Notes a definite refusal. @return false if it belongs to an earlier sending, or to nobody who was asked */
    synchronized boolean refused(MemberId by, int answeredAttempt, Reply reply) {
        if (!outstanding || !by.equals(target) || answeredAttempt != attempt) {
            return false;
        }
        outstanding = false;
        refusal = reply;
        refusals++;
        return true;
    }

    /** Notes that a sending was appended somewhere without a known outcome. @return false if it answers an earlier one */
    synchronized boolean unknown(MemberId by, int answeredAttempt, Reply reply) {
        ambiguous |= part.mutation();
        return refused(by, answeredAttempt, reply);
    }

    /** Waits for its next try, twice as long each time. */
    synchronized void pause(Reply reason, long now, long first, long longest) {
        refusal = reason;
        due = earlier(now + Math.min(longest, first << Math.min(20, pauses)), deadline);
        pauses++;
    }

    synchronized void lookAgainAt(long time) {
        due = earlier(time, deadline);
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    synchronized int attempt() {
        return attempt;
    }

    synchronized int refusals() {
        return refusals;
    }

    synchronized boolean isOutstanding() {
        return outstanding;
    }

    synchronized @Nullable MemberId target() {
        return target;
    }

    synchronized long due() {
        return due;
    }

    synchronized long sentAt() {
        return sentAt;
    }

    /** Whether it may have taken effect, or may still. */
    synchronized boolean mayTakeEffect() {
        return part.mutation() && (ambiguous || outstanding);
    }

    /** Why it was refused last, if that is an answer for its caller. */
    synchronized @Nullable Reply lastRefusal() {
        Reply last = refusal;
        if (last == null || outstanding || last.status() == Status.MOVED || last.status() == Status.ASK) {
            return null;
        }
        return last;
    }
}
