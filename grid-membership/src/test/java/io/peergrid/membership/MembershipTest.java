package io.peergrid.membership;

import static io.peergrid.membership.ToyCluster.MILLIS;
import static io.peergrid.membership.ToyCluster.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MembershipTest {

    @Test
    void oneMemberIsAClusterThatRenewsItsOwnLease() {
        ToyCluster cluster = ToyCluster.calm(1, 1, false).start(1);

        assertThat(cluster.settles(SECONDS)).isTrue();
        cluster.simulation.runFor(10 * SECONDS);

        assertThat(cluster.on(0).hasLease()).isTrue();
        assertThat(cluster.on(0).membership.leader())
                .isEqualTo(cluster.on(0).self.id());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void foundsWhenTheExpectedNumberIsThere(int expected) {
        ToyCluster cluster = ToyCluster.calm(1, expected, false).start(expected);

        assertThat(cluster.settles(2 * SECONDS)).isTrue();

        assertThat(cluster.on(0).membership.installed().voters()).hasSize(expected);
        assertThat(cluster.running())
                .allSatisfy(m -> assertThat(m.membership.leader()).isNotNull());
    }

    @Test
    void newcomersJoinOneMemberClusterAndAllGetRoles() {
        ToyCluster cluster = ToyCluster.calm(1, 1, false);
        cluster.start(1);
        cluster.settles(SECONDS);
        cluster.start(2);

        assertThat(cluster.settles(5 * SECONDS)).isTrue();

        assertThat(cluster.on(2).membership.installed().members()).hasSize(3);
    }

    @Test
    void replacesADeadLeaderByVote() {
        ToyCluster cluster = ToyCluster.calm(1, 3, false).start(3);
        cluster.settles(2 * SECONDS);
        ToyMember leader = leader(cluster);

        leader.node.host().crash();
        boolean replaced = cluster.simulation.runUntil(() -> holdsNothing(cluster, leader), 3 * SECONDS);

        assertThat(replaced).isTrue();
    }

    @Test
    void replacesAMemberProvenDeadWithinMilliseconds() {
        ToyCluster cluster = ToyCluster.calm(1, 3, true).start(3);
        cluster.settles(2 * SECONDS);
        ToyMember leader = leader(cluster);
        leader.node.host().crash();

        boolean replaced = cluster.simulation.runUntil(() -> holdsNothing(cluster, leader), 250 * MILLIS);

        assertThat(replaced).isTrue();
        assertThat(cluster.running().get(0).membership.installed().members()).hasSize(2);
    }

    @Test
    void twoMembersSurviveTheProvenDeathOfOne() {
        ToyCluster cluster = ToyCluster.calm(1, 2, true).start(2);
        cluster.settles(2 * SECONDS);
        cluster.on(0).node.host().crash();

        assertThat(cluster.settles(500 * MILLIS)).isTrue();
    }

    @Test
    void twoMembersStandStillWhenOneIsSilentWithoutProof() {
        ToyCluster cluster = ToyCluster.calm(1, 2, false).start(2);
        cluster.settles(2 * SECONDS);
        cluster.on(0).node.host().crash();

        cluster.simulation.runFor(10 * SECONDS);

        assertThat(cluster.on(1).hasLease()).isFalse();
        assertThat(cluster.on(1).membership.lacksMajority(cluster.on(1).now())).isTrue();
        assertThat(cluster.on(1).membership.majorityStatus()).contains("waiting for n0");
    }

    @Test
    void leaverIsLetGoWhenItHoldsNothing() {
        ToyCluster cluster = ToyCluster.calm(1, 3, false).start(3);
        cluster.settles(2 * SECONDS);
        ToyMember leader = leader(cluster);

        leader.membership.leave(leader.now());

        assertThat(cluster.simulation.runUntil(leader.membership::left, 3 * SECONDS))
                .isTrue();
        leader.node.host().crash();
        assertThat(cluster.settles(2 * SECONDS)).isTrue();
    }

    @Test
    void namesSevenVotersAndReplacesOneThatDies() {
        ToyCluster cluster = ToyCluster.calm(1, 5, false).start(5);
        cluster.settles(2 * SECONDS);
        cluster.start(4);
        assertThat(cluster.settles(5 * SECONDS)).isTrue();
        Configuration<ToyBody> full = cluster.on(0).membership.installed();
        assertThat(full.voters()).hasSize(7);
        ToyMember victim = cluster.running().stream()
                .filter(m -> full.member(m.self.id()).orElseThrow().voter())
                .findFirst()
                .orElseThrow();

        victim.node.host().crash();

        assertThat(cluster.settles(5 * SECONDS)).isTrue();
        assertThat(cluster.running().get(0).membership.installed().voters()).hasSize(7);
    }

    @Test
    void observersComeAndGoWithoutAVote() {
        ToyCluster cluster = ToyCluster.calm(1, 3, true);
        cluster.observersFrom(3);
        cluster.start(3);
        cluster.settles(2 * SECONDS);
        long term = leader(cluster).membership.leadsTerm();
        cluster.start(2);
        assertThat(cluster.settles(2 * SECONDS)).isTrue();
        assertThat(cluster.on(3).membership.installed().voters()).hasSize(3);

        cluster.on(4).node.host().crash();

        assertThat(cluster.settles(3 * SECONDS)).isTrue();
        assertThat(cluster.on(3).membership.installed().members()).hasSize(4);
        assertThat(leader(cluster).membership.leadsTerm()).isEqualTo(term);
    }

    @Test
    void grantsWhatMembersAskForAlthoughTheLeaderHasAStepOfItsOwnInEveryEpoch() {
        ToyCluster cluster = ToyCluster.calm(1, 3, false);
        cluster.rules = new RestlessRules();
        cluster.start(3);
        cluster.simulation.runFor(2 * SECONDS);
        ToyMember asker = cluster.running().stream()
                .filter(m -> m.membership.leadsTerm() == 0)
                .findFirst()
                .orElseThrow();
        ToyBody body = asker.membership.installed().body();
        int slot = 0;
        while (!asker.self.id().equals(body.slots().get(slot).primary())) {
            slot++;
        }
        MemberId heir = body.slots().get(slot).inSync().stream()
                .filter(id -> !id.equals(asker.self.id()))
                .findFirst()
                .orElseThrow();
        int offered = slot;
        byte[] offer = ToyRules.request(ToyRules.OFFER, offered, heir);
        long before = asker.membership.installed().epoch();

        // An offer holds for one epoch only, so it is made anew in each.
        cluster.listen((member, event) -> {
            if (member == asker && event instanceof MembershipEvent.ConfigurationInstalled) {
                asker.node.scheduler().execute(() -> asker.ask(offer));
            }
        });
        boolean granted = cluster.simulation.runUntil(
                () -> heir.equals(
                        asker.membership.installed().body().slots().get(offered).primary()),
                2 * SECONDS);

        assertThat(granted).isTrue();
        assertThat(asker.membership.installed().epoch()).isLessThanOrEqualTo(before + 3);
    }

    @Test
    void passesARequestOnForTheEpochItWasMadeFor() {
        ToyCluster cluster = ToyCluster.calm(1, 3, false).start(3);
        cluster.settles(2 * SECONDS);
        ToyMember asker = leader(cluster);
        Configuration<ToyBody> installed = asker.membership.installed();
        int slot = 0;
        while (!asker.self.id().equals(installed.body().slots().get(slot).primary())) {
            slot++;
        }
        MemberId heir = installed.body().slots().get(slot).inSync().stream()
                .filter(id -> !id.equals(asker.self.id()))
                .findFirst()
                .orElseThrow();
        byte[] offer = ToyRules.request(ToyRules.OFFER, slot, heir);

        asker.membership.request(offer, installed.epoch() - 1, asker.now());
        cluster.simulation.runFor(SECONDS);
        assertThat(asker.membership.installed().epoch()).isEqualTo(installed.epoch());

        asker.membership.request(offer, installed.epoch(), asker.now());
        cluster.simulation.runFor(SECONDS);
        assertThat(asker.membership.installed().body().slots().get(slot).primary())
                .isEqualTo(heir);
    }

    @Test
    void namesWhoFoundAMemberDeadAlsoToAnObserver() {
        ToyCluster cluster = ToyCluster.calm(1, 3, true);
        cluster.observersFrom(3);
        cluster.start(4);
        assertThat(cluster.settles(3 * SECONDS)).isTrue();

        cluster.on(0).node.host().crash();
        assertThat(cluster.settles(3 * SECONDS)).isTrue();

        for (ToyMember member : cluster.running()) {
            assertThat(member.events)
                    .filteredOn(MembershipEvent.FoundDead.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(((MembershipEvent.FoundDead) event).reporters())
                            .isNotEmpty());
        }
    }

    @Test
    void tellsANewcomerWhyItHasToWait() {
        ToyCluster cluster = ToyCluster.calm(1, 2, false).start(2);
        cluster.settles(2 * SECONDS);
        cluster.on(1).node.host().crash();
        cluster.simulation.runFor(2 * SECONDS);
        cluster.start(1);
        cluster.simulation.runFor(SECONDS);

        assertThat(cluster.on(2).membership.joinStatus())
                .contains("no majority")
                .contains("waiting for n1");
    }

    @Test
    void refusesANewcomerOfAnotherName() {
        ToyCluster cluster = ToyCluster.calm(1, 1, false).start(1);
        cluster.settles(SECONDS);
        ToyCluster stray = new ToyCluster(
                cluster.simulation, MembershipSettings.lan("tony", 3), MembershipRules.standard(), false);
        stray.start(1);

        cluster.simulation.runFor(SECONDS);

        assertThat(stray.on(1).membership.joinStatus())
                .isEqualTo("refused: this is cluster 'toy', not 'tony': all members of a cluster need the same name");
        assertThat(stray.on(1).events).anyMatch(MembershipEvent.JoinRefused.class::isInstance);
    }

    @Test
    void returnsAfterAPauseLongerThanItsReplacement() {
        ToyCluster cluster = ToyCluster.calm(1, 3, false).start(3);
        cluster.settles(2 * SECONDS);
        ToyMember paused = leader(cluster);

        paused.node.pause(10 * SECONDS);
        cluster.simulation.runFor(9 * SECONDS);
        assertThat(holdsNothing(cluster.simulation.hosts().size(), cluster, paused))
                .isTrue();

        assertThat(cluster.settles(5 * SECONDS)).isTrue();
    }

    private static boolean holdsNothing(int hosts, ToyCluster cluster, ToyMember member) {
        return cluster.running().size() == hosts
                && cluster.running().stream()
                        .filter(m -> m != member)
                        .allMatch(m -> m.membership.installed().body().roles(member.self.id()) == 0);
    }

    private static ToyMember leader(ToyCluster cluster) {
        return cluster.running().stream()
                .filter(m -> m.membership.leadsTerm() > 0)
                .findFirst()
                .orElseThrow();
    }

    private static boolean holdsNothing(ToyCluster cluster, ToyMember member) {
        return cluster.running().stream()
                .allMatch(m -> m.membership.installed().body().roles(member.self.id()) == 0);
    }
}
