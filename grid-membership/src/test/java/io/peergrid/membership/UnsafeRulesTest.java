package io.peergrid.membership;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turning one rule off is noticed by random faults; the seed that notices passes with the rule on. */
final class UnsafeRulesTest {
    private static final int SEEDS_MAX = 200;

    @ParameterizedTest
    @CsvSource({
        "LEASE_FROM_RECEIVE_TIME, I20",
        "ONE_NUMBER_FOR_TERM_AND_EPOCH, progress",
        "NO_REPROPOSE, I1",
        "GRANT_TO_OLD_EPOCH, I20",
        "NARROW_PROMISE, I20",
        "VOTE_TWICE_IN_A_TERM, I2",
        "LEADERS_OWN_VERSION, I29",
    })
    void isNoticed(UnsafeRules unsafe, String invariant) {
        assertNoticed(unsafe.rules, false, invariant);
    }

    @Test
    void aRestartedProcessThatKeepsItsIdIsNoticed() {
        assertNoticed(MembershipRules.standard(), true, "I");
    }

    private static void assertNoticed(MembershipRules rules, boolean reuseIds, String invariant) {
        for (long seed = 1; seed <= SEEDS_MAX; seed++) {
            MembershipInvariants.Violation violation = violation(seed, rules, reuseIds);
            if (violation != null && violation.invariant.startsWith(invariant)) {
                MembershipRun sound = new MembershipRun(seed, MembershipRules.standard(), false, new Coverage());
                assertThatCode(sound::run).doesNotThrowAnyException();
                return;
            }
        }
        throw new AssertionError("not noticed within " + SEEDS_MAX + " seeds");
    }

    private static MembershipInvariants.Violation violation(long seed, MembershipRules rules, boolean reuseIds) {
        try {
            new MembershipRun(seed, rules, reuseIds, new Coverage()).run();
            return null;
        } catch (MembershipInvariants.Violation found) {
            return found;
        }
    }
}
