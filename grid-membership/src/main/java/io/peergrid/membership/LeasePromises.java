package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.LeaseAnswer;
import io.peergrid.ports.MemberId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this member promised to others: until then it accepts no successor that takes a role from them without their
 * consent (protocol 2.5). See {@code docs/protocols/leases.md}.
 */
final class LeasePromises<B> {
    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private final Map<MemberId, Long> promisedUntil = new TreeMap<>();
    private final Map<MemberId, Long> withheldUntil = new TreeMap<>();

    LeasePromises(Surroundings<B> around, FailureDetector<B> detector) {
        this.around = around;
        this.detector = detector;
    }

    /**
     * Decides on a request and remembers the promise before the answer leaves (I6).
     *
     * @param highestAccepted the highest epoch this member accepted or installed
     */
    LeaseAnswer answer(MemberId from, long epoch, boolean wanted, long highestAccepted, long nowNanos) {
        Configuration<B> installed = around.chain.installed();
        if (!wanted) {
            return LeaseAnswer.NOT_ASKED;
        } else if (installed != null && epoch <= installed.epoch() && !installed.lists(from)) {
            return LeaseAnswer.NOT_LISTED;
        } else if (!around.safety.promisesTo(epoch, highestAccepted)) {
            return LeaseAnswer.BEHIND;
        } else if (detector.suspects(from)) {
            return LeaseAnswer.SUSPECTED;
        } else if (isAhead(withheldUntil.get(from), nowNanos)) {
            return LeaseAnswer.WITHHELD;
        }
        promise(from, nowNanos);
        return LeaseAnswer.PROMISED;
    }

    private void promise(MemberId to, long nowNanos) {
        long until = nowNanos + around.settings.promiseNanos();
        Long before = promisedUntil.get(to);
        if (before == null || until - before > 0) {
            promisedUntil.put(to, until);
        }
    }

    /** Assumes the promises that the members of another majority gave. */
    void inherit(Set<MemberId> roleHolders, long nowNanos) {
        for (MemberId holder : roleHolders) {
            promise(holder, nowNanos);
        }
    }

    boolean binds(MemberId to, long nowNanos) {
        return isAhead(promisedUntil.get(to), nowNanos);
    }

    /** A proposal waits because of a promise to that member: it gets no other for a while. */
    void withhold(MemberId from, long nowNanos) {
        if (around.safety.withholdsWhileHoldingBack()) {
            withheldUntil.put(from, nowNanos + around.settings.downAfterNanos());
        }
    }

    /** A successor is installed: the proposal that had to wait is settled. */
    void installed(long nowNanos) {
        withheldUntil.clear();
        promisedUntil.values().removeIf(until -> until - nowNanos <= 0);
    }

    private static boolean isAhead(@Nullable Long until, long nowNanos) {
        return until != null && until - nowNanos > 0;
    }
}
