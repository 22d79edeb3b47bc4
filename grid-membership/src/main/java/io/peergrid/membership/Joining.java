package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Join;
import io.peergrid.membership.MembershipMessage.JoinAnswer;
import io.peergrid.ports.MemberId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A member without a place in a configuration asks everybody it can reach, and keeps the reasons why it waits. */
final class Joining<B> {
    private final Surroundings<B> around;
    private final Founding<B> founding;
    private final Map<MemberId, JoinAnswer> answers = new TreeMap<>();
    private volatile String status = "not started";
    private volatile @Nullable String refusal;

    Joining(Surroundings<B> around, Founding<B> founding) {
        this.around = around;
        this.founding = founding;
    }

    /** Why this member has no place yet, or that it has one. Any thread. */
    String status() {
        return status;
    }

    /** Why a member refuses this one, or null. Any thread. */
    @Nullable
    String refusal() {
        return refusal;
    }

    void ask(long nowNanos) {
        Set<MemberId> targets = new TreeSet<>(around.transport.reachable());
        Configuration<B> last = around.chain.installed();
        if (last != null) {
            targets.addAll(ConfigurationChain.ids(last.members()));
        }
        targets.remove(around.self());
        around.send(
                targets,
                new Join(
                        around.presented(),
                        around.settings.clusterName(),
                        around.settings.expectedMembers(),
                        founding.agreedTo(),
                        founding.hasRenounced(),
                        false,
                        around.settings.terms()));
        answers.keySet().retainAll(targets);
        refusal = firstRefusal();
        say(describe(targets, nowNanos));
    }

    private String describe(Set<MemberId> targets, long nowNanos) {
        String refused = refusal;
        if (refused != null) {
            return "refused: " + refused;
        }
        if (!answers.isEmpty()) {
            return answers.values().iterator().next().reason();
        }
        if (around.chain.installed() != null) {
            return "asking to be taken back";
        }
        String waiting = founding.status(nowNanos);
        return targets.isEmpty() && around.settings.expectedMembers() > 1
                ? waiting + "; no other member is reachable"
                : waiting;
    }

    private @Nullable String firstRefusal() {
        for (JoinAnswer answer : answers.values()) {
            if (answer.refused()) {
                return answer.reason();
            }
        }
        return null;
    }

    private void say(String now) {
        if (!now.equals(status)) {
            status = now;
            around.emit(new MembershipEvent.JoinWaiting(now));
        }
    }

    void answered(MemberId from, JoinAnswer answer) {
        JoinAnswer before = answers.put(from, answer);
        if (answer.refused() && !answer.equals(before)) {
            around.emit(new MembershipEvent.JoinRefused(from, answer.reason()));
        }
    }

    void joined() {
        answers.clear();
        refusal = null;
        status = "member";
    }

    /** A frame of a stranger tells why nothing comes of it. */
    void hindered(MemberId by, String reason) {
        answers.put(by, new JoinAnswer(true, reason));
    }
}
