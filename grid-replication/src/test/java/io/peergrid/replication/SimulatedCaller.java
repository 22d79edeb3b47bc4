package io.peergrid.replication;

import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.Response;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.SimulatedNode;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A member's calls: each brought to its slot's primary, with retries under one number, as the router does. */
final class SimulatedCaller {
    private static final long ATTEMPT = 250 * Oracle.MILLIS;
    private static final long DEADLINE = 3_000 * Oracle.MILLIS;

    /** What a call came to: a result, or surely nothing, or unknown. */
    record Outcome(boolean known, ToyMachine.@Nullable Result result) {}

    private static final class Open {
        final long number;
        final Request.Part part;
        final long deadlineNanos;
        final Consumer<Outcome> done;
        final @Nullable MemberId readAt;

        @Nullable
        MemberId asked;

        boolean maybeDone;
        boolean maybeDoneBefore;
        int attempt;

        Open(long number, Request.Part part, long deadline, @Nullable MemberId readAt, Consumer<Outcome> done) {
            this.number = number;
            this.part = part;
            this.deadlineNanos = deadline;
            this.readAt = readAt;
            this.done = done;
        }
    }

    private final SimulatedNode node;
    private final SimulatedMember member;
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private long nextNumber = 1;

    SimulatedCaller(SimulatedNode node, SimulatedMember member) {
        this.node = node;
        this.member = member;
    }

    /** @param readAt where to try a read first, or null */
    void call(Request.Part part, @Nullable MemberId readAt, Consumer<Outcome> done) {
        Open call = new Open(nextNumber++, part, now() + DEADLINE, readAt, done);
        open.put(call.number, call);
        attempt(call);
    }

    private long now() {
        return node.clock().nanoTime();
    }

    private void attempt(Open call) {
        SlotAssignment assignment = member.assignment(call.part.slot());
        MemberId owner = assignment == null ? null : assignment.primary();
        boolean elsewhere = call.attempt == 0 && call.readAt != null && !call.part.mutation();
        attempt(call, elsewhere ? call.readAt : owner, member.installedEpoch(), false);
    }

    private void attempt(Open call, @Nullable MemberId target, long epoch, boolean redirected) {
        if (open.get(call.number) != call) {
            return;
        }
        if (now() - call.deadlineNanos >= 0) {
            finish(call, new Outcome(!call.maybeDone, null));
            return;
        }
        int attempt = ++call.attempt;
        call.asked = target;
        if (target != null) {
            // Whatever happens now: until a definite answer comes it may have been done.
            call.maybeDoneBefore = call.maybeDone;
            call.maybeDone = true;
            member.send(
                    target,
                    new Request(call.number, open.firstKey(), Math.max(0, epoch), redirected, List.of(call.part)));
        }
        node.scheduler().schedule(() -> late(call, attempt), ATTEMPT);
    }

    private void late(Open call, int attempt) {
        if (open.get(call.number) == call && call.attempt == attempt) {
            attempt(call);
        }
    }

    void answered(MemberId from, Response response) {
        long number = response.number();
        for (Reply reply : response.replies()) {
            Open call = open.get(number++);
            if (call != null && from.equals(call.asked)) {
                answered(call, reply);
            }
        }
    }

    /** The other copy answers; whoever was asked last, the entry is there (2.6). */
    void entryDone(long number, byte[] result) {
        Open call = open.get(number);
        if (call != null) {
            finish(call, new Outcome(true, ToyMachine.result(result)));
        }
    }

    private void answered(Open call, Reply reply) {
        switch (reply.status()) {
            case DONE -> {
                finish(call, new Outcome(true, ToyMachine.result(reply.payload())));
                return;
            }
            case UNKNOWN -> {
                again(call, 20);
                return;
            }
            default -> {}
        }
        // A refusal is definite for the attempt it answers; a copy of an older one to the same member is dealt with
        // there.
        call.maybeDone = call.maybeDoneBefore;
        MemberId owner = reply.owner();
        switch (reply.status()) {
            case MOVED -> later(call, 5, owner, reply.epoch(), false);
            case ASK -> later(call, 1, owner, reply.epoch(), true);
            case REFUSED -> finish(call, new Outcome(!call.maybeDone, null));
            default -> again(call, 30);
        }
    }

    private void later(Open call, long millis, @Nullable MemberId owner, long epoch, boolean redirected) {
        int attempt = ++call.attempt;
        call.asked = null;
        node.scheduler()
                .schedule(
                        () -> {
                            if (call.attempt == attempt) {
                                attempt(call, owner, epoch, redirected);
                            }
                        },
                        millis * Oracle.MILLIS);
    }

    private void again(Open call, long millis) {
        int attempt = ++call.attempt;
        call.asked = null;
        node.scheduler()
                .schedule(
                        () -> {
                            if (call.attempt == attempt) {
                                attempt(call);
                            }
                        },
                        millis * Oracle.MILLIS);
    }

    private void finish(Open call, Outcome outcome) {
        if (open.remove(call.number, call)) {
            call.done.accept(outcome);
        }
    }
}
