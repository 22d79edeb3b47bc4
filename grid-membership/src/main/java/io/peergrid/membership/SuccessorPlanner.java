package io.peergrid.membership;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.membership.BodyRules.Succession;
import io.peergrid.membership.BodyRules.SuccessionContext;
import io.peergrid.membership.Member.Status;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the leader's proposal: newcomers in, the dead down or out, leavers out when nothing depends on them. */
final class SuccessorPlanner<B> {
    private final Surroundings<B> around;

    SuccessorPlanner(Surroundings<B> around) {
        this.around = around;
    }

    /**
     * @param dead members to be replaced now
     * @param returned members listed as DOWN that answer again
     * @param attachments of the vote that covers {@code dead}; empty without one
     */
    record Input(
            Set<MemberId> dead,
            Set<MemberId> provenDead,
            Set<MemberId> returned,
            List<Member> joiners,
            Set<MemberId> leavers,
            Map<MemberId, byte[]> attachments,
            List<BodyRequest> requests) {}

    /** @param consents members that gave up what the successor takes from them */
    record Plan<B>(int wireVersion, List<Member> members, B body, Set<MemberId> consents) {}

    /** The successor, or null if there is nothing to change. */
    @Nullable
    Plan<B> plan(Configuration<B> current, Input input) {
        List<Member> members = VoterSelection.select(statuses(current, input), input.provenDead());
        Succession<B> succession = around.bodies.succeed(new SuccessionContext<>(
                current,
                List.copyOf(members),
                input.dead(),
                input.provenDead(),
                input.attachments(),
                input.requests()));
        List<Member> kept = withoutTheDispensable(members, succession.body());
        int wireVersion = wireVersion(current, kept);
        if (kept.equals(current.members())
                && succession.body() == current.body()
                && wireVersion == current.wireVersion()) {
            return null;
        }
        Set<MemberId> consents = new TreeSet<>(succession.consents());
        consents.addAll(input.provenDead());
        return new Plan<>(wireVersion, kept, succession.body(), consents);
    }

    private List<Member> statuses(Configuration<B> current, Input input) {
        List<Member> members = new ArrayList<>();
        for (Member member : current.members()) {
            members.add(member.withStatus(status(member, input)));
        }
        for (Member joiner : input.joiners()) {
            // The version may have risen since it was told that it could come.
            if (!current.lists(joiner.id()) && joiner.speaks().include(current.wireVersion())) {
                members.add(joiner.withStatus(Status.ACTIVE).withVoter(false));
            }
        }
        members.sort(Comparator.comparing(Member::id));
        return members;
    }

    /** The highest version that everybody speaks. */
    private int wireVersion(Configuration<B> current, List<Member> members) {
        return around.safety.nextWireVersion(
                current.wireVersion(),
                SpokenVersions.leastNewest(members),
                around.presented().speaks().newest());
    }

    private static Status status(Member member, Input input) {
        if (input.dead().contains(member.id())) {
            return Status.DOWN;
        } else if (input.leavers().contains(member.id()) && member.status() == Status.ACTIVE) {
            return Status.LEAVING;
        } else if (input.returned().contains(member.id()) && member.status() == Status.DOWN) {
            return Status.ACTIVE;
        }
        return member.status();
    }

    private List<Member> withoutTheDispensable(List<Member> members, B body) {
        List<Member> kept = new ArrayList<>();
        for (Member member : members) {
            boolean goes = member.status() == Status.LEAVING || (member.status() == Status.DOWN && !member.voter());
            if (!goes || around.bodies.mentions(body, member.id())) {
                kept.add(member);
            }
        }
        boolean somebodyVotes = kept.stream().anyMatch(Member::voter);
        return somebodyVotes ? kept : members;
    }
}
