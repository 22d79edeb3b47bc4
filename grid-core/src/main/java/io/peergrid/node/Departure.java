package io.peergrid.node;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.membership.Membership;
import io.peergrid.membership.MembershipSettings;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A member's way out: asks to leave, waits until nothing depends on it, stays a little for those who have not heard. If nobody is there to take its data it waits
 * for what has still to be stored elsewhere.
 */
final class Departure {
    /** How a member went. */
    enum Outcome {
        /** Nothing depended on it any more. */
        IN_ORDER,
        /** Nobody was there to take its data. */
        ALONE,
        /** The time was over. */
        AT_DEADLINE
    }

    private final Membership<SlotTable> membership;
    private final NodePorts ports;
    private final long lingerNanos;
    private final MemberId self;
    private final BooleanSupplier drained;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private volatile Outcome outcome = Outcome.AT_DEADLINE;
    private boolean begun;
    private boolean asked;
    private long deadline;
    private long leftAt;
    private boolean left;

    /** @param drained whether stores have all that this member leads */
    Departure(
            Membership<SlotTable> membership,
            NodePorts ports,
            MembershipSettings timings,
            MemberId self,
            BooleanSupplier drained) {
        this.membership = membership;
        this.ports = ports;
        this.self = self;
        this.drained = drained;
        // Two heartbeats: time for the last acknowledgements and for a member that asks what it missed.
        lingerNanos = 2 * timings.heartbeatNanos();
    }

    /** Completes with whether the member went without leaving anything behind. Any thread. */
    CompletionStage<Boolean> begin(long deadlineNanos) {
        ports.scheduler().execute(() -> {
            if (!begun) {
                begun = true;
                deadline = deadlineNanos;
                long now = ports.clock().nanoTime();
                if (nobodyElseHoldsData(membership.installed())) {
                    leaveAlone(now);
                } else {
                    ask(now);
                }
            }
        });
        return done;
    }

    Outcome outcome() {
        return outcome;
    }

    void poll(long now) {
        if (!begun || done.isDone()) {
            return;
        }
        if (membership.left() && !left) {
            left = true;
            leftAt = now;
        }
        if (left && now - leftAt >= lingerNanos) {
            finish(Outcome.IN_ORDER);
        } else if (!left && nobodyElseHoldsData(membership.installed())) {
            // Nobody was there from the beginning, or all are leaving at once.
            leaveAlone(now);
        } else if (!asked && now - deadline < 0) {
            // Somebody came meanwhile.
            ask(now);
        } else if (now - deadline >= 0) {
            finish(left ? Outcome.IN_ORDER : Outcome.AT_DEADLINE);
        }
    }

    private void ask(long now) {
        asked = true;
        membership.leave(now);
    }

    private void leaveAlone(long now) {
        if (drained.getAsBoolean() || now - deadline >= 0) {
            finish(Outcome.ALONE);
        }
    }

    private void finish(Outcome how) {
        outcome = how;
        done.complete(how != Outcome.AT_DEADLINE);
    }

    private boolean nobodyElseHoldsData(@Nullable Configuration<SlotTable> installed) {
        if (installed == null) {
            return true;
        }
        return installed.members().stream()
                .noneMatch(member -> member.data()
                        && member.status() == Member.Status.ACTIVE
                        && !member.id().equals(self));
    }
}
