package io.peergrid.membership;

import io.peergrid.membership.Member.Status;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who votes: everybody alive but observers, up to seven members, else seven spread over zones and hosts (protocol 2.4). A dead member
 * loses its vote if it is proven dead, or if three living voters remain (protocol 2.12).
 */
final class VoterSelection {
    /** Below that many living voters an unproven death keeps its vote. */
    static final int FEWEST = 3;

    private VoterSelection() {}

    static List<Member> select(List<Member> members, Set<MemberId> provenDead) {
        Set<MemberId> voters = living(members);
        boolean enough = voters.size() >= FEWEST;
        List<Member> selected = new ArrayList<>(members.size());
        for (Member member : members) {
            boolean keeps =
                    member.status() == Status.DOWN && member.voter() && !enough && !provenDead.contains(member.id());
            selected.add(member.withVoter(keeps || voters.contains(member.id())));
        }
        return selected;
    }

    private static Set<MemberId> living(List<Member> members) {
        List<Member> pool = new ArrayList<>();
        for (Member member : members) {
            if (member.status() != Status.DOWN && !member.observer()) {
                pool.add(member);
            }
        }
        if (pool.size() > MembershipSettings.MAX_VOTERS) {
            List<Member> staying =
                    pool.stream().filter(m -> m.status() == Status.ACTIVE).toList();
            pool = spread(staying.size() >= MembershipSettings.MAX_VOTERS ? staying : pool);
        }
        return new TreeSet<>(ConfigurationChain.ids(pool));
    }

    private static List<Member> spread(List<Member> pool) {
        List<Member> left = new ArrayList<>(pool);
        List<Member> chosen = new ArrayList<>();
        while (chosen.size() < MembershipSettings.MAX_VOTERS) {
            Member next = left.stream()
                    .min(Comparator.<Member>comparingLong(m -> sharing(chosen, m, true))
                            .thenComparingLong(m -> sharing(chosen, m, false))
                            .thenComparing(m -> !m.voter())
                            .thenComparing(Member::id))
                    .orElseThrow();
            chosen.add(next);
            left.remove(next);
        }
        return chosen;
    }

    private static long sharing(List<Member> chosen, Member member, boolean zone) {
        return chosen.stream()
                .filter(m -> zone ? m.zone().equals(member.zone()) : m.host().equals(member.host()))
                .count();
    }
}
