package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * When enough voters have answered.
 *
 * <p>A majority of the voters always suffices. With an even number n of voters, n/2 suffice if one other voter D is proven
 * dead and <em>each of the n/2 knew so when it answered</em>. Two such sets share a member: were they disjoint, with D
 * outside the first and E outside the second, then D answered in the second after E's death and E in the first after
 * D's death. Such a set and a majority share a member because their sizes add up to n + 1.
 */
final class Quorum {
    private Quorum() {}

    /** More than half. */
    static int majority(int voters) {
        return voters / 2 + 1;
    }

    /**
     * @param voters without duplicates
     * @param answers by member: the members it knew to be proven dead when it answered; who is no voter does not count
     */
    static boolean reached(Collection<MemberId> voters, Map<MemberId, Set<MemberId>> answers) {
        int count = 0;
        for (MemberId voter : voters) {
            if (answers.containsKey(voter)) {
                count++;
            }
        }
        int size = voters.size();
        if (count >= majority(size)) {
            return true;
        }
        return size % 2 == 0 && count >= size / 2 && reachedWithProof(voters, answers);
    }

    private static boolean reachedWithProof(Collection<MemberId> voters, Map<MemberId, Set<MemberId>> answers) {
        for (MemberId dead : voters) {
            int count = 0;
            for (MemberId voter : voters) {
                Set<MemberId> known = answers.get(voter);
                if (!voter.equals(dead) && known != null && known.contains(dead)) {
                    count++;
                }
            }
            if (count >= voters.size() / 2) {
                return true;
            }
        }
        return false;
    }
}
