package io.peergrid.testkit.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An exploration finds the absence of a rule: with it off, a state that breaks an invariant can be reached, and the shortest way
 * there is told; with it on, as many states hold.
 */
final class ExploredMutationTest {
    private static final int MOST_STATES = 60_000;
    private static final Setting ONE_BACKUP = Setting.of(1, 1);
    private static final Setting TWO_BACKUPS = Setting.of(2, 1);
    private static final Setting TWO_NEEDED = Setting.of(1, 2);
    private static final Bounds QUIET = Bounds.NONE.inFlight(4);
    /** See {@link Links}. */
    private static final int CUT_OFF_A = 1;

    private static final int CUT_OFF_B = 2;
    private static final int BETWEEN_A_AND_B = 4;

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("oneNumberForTermAndEpoch", "I2", atOnce(QUIET.ticks(2))),
                arguments("noRepropose", "I1", leaderDiesWithAProposal()),
                arguments("noPrevCheck", "I12", otherLogThanTheNextPrimary()),
                arguments(
                        "leaseFromReceiveTime",
                        "I20",
                        settled(ONE_BACKUP, QUIET.ticks(6).inFlight(3).cuts(1).held(1))),
                arguments(
                        "grantToOldEpoch",
                        "I20",
                        afterCut(CUT_OFF_A, 4, QUIET.ticks(3).cuts(1))),
                arguments("narrowPromise", "I20", afterCut(BETWEEN_A_AND_B, 0, QUIET.ticks(5))),
                arguments(
                        "eligibleAlways",
                        "I21",
                        settled(ONE_BACKUP, QUIET.ticks(5).crashes(1))),
                arguments(
                        "commitBelowMin",
                        "I11",
                        settled(TWO_NEEDED, QUIET.ticks(7).writes(1).crashes(1))),
                arguments("shrinkBeforeChosen", "I13", atOnce(QUIET.ticks(4).crashes(1))),
                arguments(
                        "ackOnTimeout",
                        "I9",
                        afterCut(CUT_OFF_B, 0, QUIET.ticks(5).writes(1))),
                arguments("noBarrier", "I19", afterCrash(TWO_BACKUPS, 0, QUIET.ticks(4))),
                arguments("addWithoutAckSet", "I14", afterCrash(ONE_BACKUP, 1, QUIET.ticks(5))),
                arguments(
                        "applyBeforeCommit",
                        "I12",
                        settled(ONE_BACKUP, QUIET.ticks(2).writes(1))),
                arguments(
                        "noPendingCheck",
                        "I12",
                        settled(TWO_BACKUPS, QUIET.ticks(2).writes(1))),
                arguments(
                        "watermarkReceived",
                        "I12",
                        settled(TWO_BACKUPS, QUIET.ticks(2).writes(1))),
                arguments(
                        "replicaReadNoLease",
                        "I12",
                        afterCut(CUT_OFF_B, 0, QUIET.ticks(6).writes(1))),
                arguments("learnerReads", "I12", learnerAfterAWrite()));
    }

    private static Scenario settled(Setting setting, Bounds bounds) {
        return Scenario.settled(setting, bounds);
    }

    private static Scenario atOnce(Bounds bounds) {
        return Scenario.after(ONE_BACKUP, begun -> {}, bounds);
    }

    private static Scenario afterCut(int mode, int ticks, Bounds bounds) {
        return Scenario.after(
                ONE_BACKUP, begun -> begun.ticks(Scenario.SETTLED).cut(mode).ticks(ticks), bounds);
    }

    private static Scenario afterCrash(Setting setting, int member, Bounds bounds) {
        return Scenario.after(setting, begun -> begun.ticks(Scenario.SETTLED).crash(member), bounds);
    }

    /** A would remove B, which it does not reach; C is asked, A is gone. */
    private static Scenario leaderDiesWithAProposal() {
        return Scenario.after(
                ONE_BACKUP,
                begun -> begun.ticks(Scenario.SETTLED)
                        .cut(BETWEEN_A_AND_B)
                        .ticks(1)
                        .tick()
                        .crash(0),
                QUIET.ticks(3));
    }

    /** C votes for B as the next primary, and takes a write of A's that B never got. */
    private static Scenario otherLogThanTheNextPrimary() {
        return Scenario.after(
                TWO_BACKUPS,
                begun -> begun.ticks(Scenario.SETTLED)
                        .write(0)
                        .lose(0, 1)
                        .crash(0)
                        .tick()
                        .exchange(1, 2)
                        .tick()
                        .deliver(0, 2)
                        .exchange(1, 2),
                QUIET.ticks(3).writes(1));
    }

    private static Scenario learnerAfterAWrite() {
        return Scenario.after(
                ONE_BACKUP,
                begun -> begun.ticks(Scenario.SETTLED).write(0).deliverAll().crash(1),
                QUIET.ticks(5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aRuleTurnedOffIsMissed(String rule, String invariant, Scenario scenario) {
        Exploration.Result found = scenario.without(rule).explore(MOST_STATES);

        System.out.println(rule + " off, after " + found.states() + " states: " + found.broken());
        found.schedule().forEach(System.out::println);
        assertThat(found.broken()).as(rule).startsWith(invariant + ":");
        Exploration.Result sound = scenario.explore(found.states());
        assertThat(sound.broken()).isNull();
    }
}
