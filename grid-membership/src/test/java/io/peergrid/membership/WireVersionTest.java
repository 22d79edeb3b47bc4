package io.peergrid.membership;

import static io.peergrid.membership.ToyCluster.MILLIS;
import static io.peergrid.membership.ToyCluster.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.MembershipEvent.JoinRefused;
import io.peergrid.membership.MembershipEvent.StrangerRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members of several releases in one cluster, in virtual time. */
final class WireVersionTest {
    private final ToyCluster cluster = ToyCluster.calm(1, 3, true);
    private final List<SpokenVersions> releases = new ArrayList<>();
    private final TreeSet<Integer> versionsSent = new TreeSet<>();

    @BeforeEach
    void listen() {
        cluster.release(node -> releases.get(node.host().index()));
        cluster.listenToFrames((member, frame) -> versionsSent.add(MembershipCodec.version(frame)));
    }

    private ToyMember start(int oldest, int newest) {
        releases.add(new SpokenVersions(oldest, newest, "0." + newest + ".0"));
        cluster.add().start();
        assertThat(cluster.simulation.runUntil(() -> cluster.members.size() == releases.size(), SECONDS))
                .isTrue();
        return cluster.on(releases.size() - 1);
    }

    private void startThree(int oldest, int newest) {
        for (int i = 0; i < 3; i++) {
            start(oldest, newest);
        }
        assertThat(cluster.settles(10 * SECONDS)).isTrue();
    }

    private void leave(int host) {
        ToyMember member = cluster.on(host);
        cluster.simulation.after(
                0, () -> member.leaveAndExit(() -> member.node.host().crash()));
        assertThat(cluster.simulation.runUntil(() -> member.node.crashed(), 10 * SECONDS))
                .as(() -> cluster.describe())
                .isTrue();
        assertThat(cluster.settles(10 * SECONDS)).isTrue();
    }

    /** Gives a member a copy of each slot, so that others can leave. */
    private void fill(ToyMember member) {
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            int at = slot;
            cluster.simulation.after(0, () -> member.ask(ToyRules.request(ToyRules.ADD, at, member.self.id())));
            assertThat(cluster.simulation.runUntil(
                            () -> member.membership
                                    .installed()
                                    .body()
                                    .slots()
                                    .get(at)
                                    .inSync()
                                    .contains(member.self.id()),
                            SECONDS))
                    .isTrue();
        }
    }

    private int version() {
        return cluster.running().get(0).membership.installed().wireVersion();
    }

    @Test
    void aMemberThatSpeaksTwoVersionsJoinsAClusterOfTheOlderOne() {
        startThree(1, 1);

        start(1, 2);

        assertThat(cluster.settles(10 * SECONDS)).isTrue();
        assertThat(version()).isEqualTo(1);
        assertThat(versionsSent).containsOnly(0, 1);
    }

    @Test
    void aMemberThatDoesNotSpeakTheClustersVersionIsRefusedAndBothSidesSayWhy() {
        startThree(1, 1);

        ToyMember newcomer = start(2, 2);

        cluster.simulation.runUntil(() -> newcomer.membership.joinRefusal() != null, 5 * SECONDS);
        cluster.simulation.runUntil(() -> false, SECONDS);
        String sentence = "this cluster speaks wire version 1 (release 0.1.0), " + newcomer.self.name()
                + " speaks only 2 (release 0.2.0): upgrade the members of the cluster first, one by one, to a release that"
                + " speaks both, and start " + newcomer.self.name() + " then";
        assertThat(newcomer.membership.joinRefusal()).isEqualTo(sentence);
        assertThat(newcomer.membership.joinStatus()).isEqualTo("refused: " + sentence);
        assertThat(newcomer.events)
                .anyMatch(event -> event instanceof JoinRefused e && e.reason().equals(sentence));
        for (int host = 0; host < 3; host++) {
            assertThat(cluster.on(host).events)
                    .anyMatch(event -> event instanceof StrangerRefused e
                            && e.from().equals(newcomer.self.id())
                            && e.reason().equals(sentence));
        }
        cluster.simulation.runUntil(() -> false, 3 * SECONDS);
        assertThat(newcomer.membership.installed()).isNull();
        assertThat(cluster.on(0).membership.installed().members()).hasSize(3);
    }

    @Test
    void theVersionRisesWithTheLastOldMembersLeaveAndWhoSpeaksOnlyTheOldOneIsRefusedFromThenOn() {
        startThree(1, 1);
        for (int i = 0; i < 3; i++) {
            ToyMember newcomer = start(1, 2);
            assertThat(cluster.settles(10 * SECONDS)).isTrue();
            fill(newcomer);
            assertThat(version()).isEqualTo(1);
            assertThat(versionsSent).doesNotContain(2);
            leave(i);
        }
        assertThat(version()).isEqualTo(2);
        assertThat(cluster.running())
                .allMatch(member -> member.membership.installed().wireVersion() == 2);
        versionsSent.clear();
        cluster.simulation.runUntil(() -> false, SECONDS);
        assertThat(versionsSent).containsOnly(2);

        ToyMember late = start(1, 1);
        cluster.simulation.runUntil(() -> late.membership.joinRefusal() != null, 5 * SECONDS);

        assertThat(late.membership.joinRefusal())
                .startsWith("this cluster speaks wire version 2 (release 0.2.0)")
                .endsWith("the cluster does not go back, start " + late.self.name() + " with a release that speaks 2");
        cluster.simulation.runUntil(() -> false, 3 * SECONDS);
        assertThat(version()).isEqualTo(2);
        assertThat(late.membership.installed()).isNull();
    }

    /** A crashed member of the old release counts as long as it is listed: it may come back. */
    @Test
    void theVersionRisesWhenTheLastOldMemberIsFoundDead() {
        start(1, 1);
        start(1, 2);
        start(1, 2);
        assertThat(cluster.settles(10 * SECONDS)).isTrue();
        assertThat(version()).isEqualTo(1);

        cluster.on(0).node.host().crash();

        assertThat(cluster.settles(10 * SECONDS)).isTrue();
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void foundersWithoutAVersionInCommonSayWhyTheyFoundNothing() {
        ToyMember old = start(1, 1);
        ToyMember between = start(1, 2);
        ToyMember young = start(2, 2);

        cluster.simulation.runUntil(() -> false, 3_000 * MILLIS);

        assertThat(List.of(old, between, young)).allMatch(member -> member.membership.installed() == null);
        assertThat(old.membership.joinRefusal())
                .isEqualTo("this member speaks wire version only 2 (release 0.2.0), " + old.self.name()
                        + " speaks only 1 (release 0.1.0): start both with releases that have a version in common");
        assertThat(young.membership.joinRefusal()).contains("have a version in common");
        assertThat(between.membership.joinRefusal()).isNull();
    }

    @Test
    void foundersBeginWithTheNewestVersionThatAllSpeak() {
        start(1, 3);
        start(2, 2);
        start(1, 4);

        assertThat(cluster.settles(10 * SECONDS)).isTrue();
        assertThat(version()).isEqualTo(2);
    }
}
