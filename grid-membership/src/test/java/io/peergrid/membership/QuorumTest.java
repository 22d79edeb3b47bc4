package io.peergrid.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuorumTest {

    private static List<MemberId> voters(int count) {
        List<MemberId> voters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            voters.add(new MemberId(0, i));
        }
        return voters;
    }

    private static Map<MemberId, Set<MemberId>> answers(List<MemberId> voters, int answered, int dead, int knowing) {
        Map<MemberId, Set<MemberId>> answers = new TreeMap<>();
        for (int i = 0; i < voters.size(); i++) {
            if ((answered >>> i & 1) == 1) {
                answers.put(voters.get(i), (knowing >>> i & 1) == 1 ? subset(voters, dead) : Set.of());
            }
        }
        return answers;
    }

    private static Set<MemberId> subset(List<MemberId> voters, int bits) {
        Set<MemberId> subset = new TreeSet<>();
        for (int i = 0; i < voters.size(); i++) {
            if ((bits >>> i & 1) == 1) {
                subset.add(voters.get(i));
            }
        }
        return subset;
    }

    /** The rule in other words: try every dead voter and every set of answers. */
    private static boolean dumb(int size, int answered, int dead, int knowing) {
        if (Integer.bitCount(answered) > size - Integer.bitCount(answered)) {
            return true;
        }
        for (int d = 0; d < size; d++) {
            int informed = answered & knowing & ~(1 << d);
            if ((dead >>> d & 1) == 1 && 2 * Integer.bitCount(informed) == size) {
                return true;
            }
            if ((dead >>> d & 1) == 1 && size % 2 == 0 && 2 * Integer.bitCount(informed) > size) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void agreesWithADumbCount(int size) {
        List<MemberId> voters = voters(size);
        int all = 1 << size;
        for (int answered = 0; answered < all; answered++) {
            for (int dead = 0; dead < all; dead++) {
                for (int knowing = answered; ; knowing = (knowing - 1) & answered) {
                    boolean reached = Quorum.reached(voters, answers(voters, answered, dead, knowing));
                    assertThat(reached).isEqualTo(dumb(size, answered, dead, knowing));
                    if (knowing == 0) {
                        break;
                    }
                }
            }
        }
    }

    @Test
    void halfOfTwoSufficesOnlyWithProof() {
        List<MemberId> voters = voters(2);

        assertThat(Quorum.reached(voters, Map.of(voters.get(0), Set.of()))).isFalse();
        assertThat(Quorum.reached(voters, Map.of(voters.get(0), Set.of(voters.get(1)))))
                .isTrue();
        assertThat(Quorum.reached(voters, Map.of(voters.get(0), Set.of(voters.get(0)))))
                .isFalse();
    }

    @Test
    void strangersDoNotCount() {
        List<MemberId> voters = voters(3);
        MemberId stranger = new MemberId(9, 9);

        assertThat(Quorum.reached(voters, Map.of(voters.get(0), Set.of(), stranger, Set.of())))
                .isFalse();
    }

    /**
     * Any two quorums whose answers were given at times that deaths allow share a voter: a voter that is dead at some time
     * answers nothing later.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void quorumsAlwaysShareAVoter(int size) {
        List<MemberId> voters = voters(size);
        int all = 1 << size;
        for (int first = 1; first < all; first++) {
            for (int second = 1; second < all; second++) {
                if ((first & second) != 0) {
                    continue;
                }
                for (int d = 0; d < size; d++) {
                    for (int e = 0; e < size; e++) {
                        assertThat(disjointQuorums(voters, first, second, 1 << d, 1 << e))
                                .isFalse();
                    }
                }
            }
        }
    }

    private static boolean disjointQuorums(List<MemberId> voters, int first, int second, int deadOne, int deadTwo) {
        boolean one = Quorum.reached(voters, answers(voters, first, deadOne, first));
        boolean two = Quorum.reached(voters, answers(voters, second, deadTwo, second));
        boolean eachDeadAnsweredTheOther = (second & deadOne) != 0 && (first & deadTwo) != 0;
        return one && two && !eachDeadAnsweredTheOther;
    }

    @Test
    void majorityIsMoreThanHalf() {
        Set<Integer> sizes = new HashSet<>();
        for (int n = 1; n <= 7; n++) {
            sizes.add(n);
            assertThat(2 * Quorum.majority(n)).isGreaterThan(n);
            assertThat(2 * (Quorum.majority(n) - 1)).isLessThanOrEqualTo(n);
        }
        assertThat(sizes).hasSize(7);
    }
}
