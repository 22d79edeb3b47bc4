package io.peergrid.partition;

import io.peergrid.membership.BodyRules.SuccessionContext;
import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How the members stand for one succession.
 *
 * @param live may hold and take roles
 * @param ended their processes have certainly ended
 * @param newEpoch of the successor
 * @param voted whether a vote preceded, so that primaries may be replaced
 * @param down listed as DOWN by the present configuration: a vote has covered their end already
 */
record Standing(
        List<Member> members,
        Set<MemberId> live,
        Set<MemberId> ended,
        int minInSync,
        long newEpoch,
        boolean voted,
        Set<MemberId> down) {

    static Standing of(SuccessionContext<SlotTable> context, SlotPolicy policy) {
        Set<MemberId> live = new HashSet<>();
        for (Member member : context.members()) {
            if (member.status() != Member.Status.DOWN && !context.dead().contains(member.id())) {
                live.add(member.id());
            }
        }
        Set<MemberId> down = new HashSet<>();
        for (Member member : context.current().members()) {
            if (member.status() == Member.Status.DOWN) {
                down.add(member.id());
            }
        }
        return new Standing(
                context.members(),
                live,
                context.provenDead(),
                policy.effectiveMinInSync(context.members()),
                context.current().epoch() + 1,
                !context.attachments().isEmpty(),
                down);
    }

    boolean isLive(MemberId member) {
        return live.contains(member);
    }

    /** Whether a dead primary's slots may be given to others now. */
    boolean mayReplace(MemberId primary) {
        return voted || down.contains(primary);
    }

    boolean anyLive(Collection<MemberId> some) {
        return some.stream().anyMatch(live::contains);
    }

    List<MemberId> only(Collection<MemberId> some, Predicate<MemberId> which) {
        return some.stream().filter(which).sorted().toList();
    }
}
