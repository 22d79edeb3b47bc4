package io.peergrid.membership;

import static io.peergrid.membership.ToyCluster.MILLIS;
import static io.peergrid.membership.ToyCluster.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.MemberId;
import io.peergrid.simulation.NetworkConditions;
import io.peergrid.simulation.Simulation;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Written schedules for rules whose absence random faults seldom show: each passes with the rule and fails without. */
final class DirectedScheduleTest {
    private static final int LEADER = 0;

    /** A cluster in which the first host leads, checked after each event. */
    private static ToyCluster settled(MembershipRules rules, int hosts) {
        for (long seed = 1; ; seed++) {
            Simulation simulation = new Simulation(seed, NetworkConditions.PERFECT, Set.of());
            ToyCluster cluster = new ToyCluster(simulation, MembershipSettings.lan("toy", hosts), rules, false);
            MembershipInvariants invariants = new MembershipInvariants(cluster, new Coverage());
            cluster.listen(invariants::seen);
            simulation.afterEachEvent(invariants::check);
            cluster.start(hosts);
            assertThat(cluster.settles(3 * SECONDS)).isTrue();
            if (cluster.on(LEADER).membership.leadsTerm() > 0) {
                return cluster;
            }
        }
    }

    private static void separate(ToyCluster cluster, int a, int b) {
        cluster.simulation.network().cut(a, b);
        cluster.simulation.network().cut(b, a);
    }

    private static ToyBody body(ToyCluster cluster, int host) {
        return cluster.on(host).membership.installed().body();
    }

    private static int slotOf(ToyCluster cluster, MemberId primary) {
        ToyBody body = body(cluster, LEADER);
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            if (primary.equals(body.slots().get(slot).primary())) {
                return slot;
            }
        }
        throw new IllegalStateException("no primary of " + primary);
    }

    private static int placeOf(ToyCluster cluster, MemberId member) {
        ToyBody body = body(cluster, LEADER);
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            if (body.slots().get(slot).inSync().contains(member)) {
                return slot;
            }
        }
        throw new IllegalStateException("no place of " + member);
    }

    private static MemberId otherInSync(ToyCluster cluster, int slot, MemberId than) {
        return body(cluster, LEADER).slots().get(slot).inSync().stream()
                .filter(id -> !id.equals(than))
                .findFirst()
                .orElseThrow();
    }

    private static void ask(ToyCluster cluster, int kind, int slot, MemberId member) {
        cluster.on(LEADER).ask(ToyRules.request(kind, slot, member));
    }

    private static void takeAPrimaryFrom(ToyCluster cluster, MemberId victim) {
        int slot = slotOf(cluster, victim);
        ask(cluster, ToyRules.MOVE, slot, otherInSync(cluster, slot, victim));
    }

    private static void takeAllPrimariesFrom(ToyCluster cluster, MemberId victim) {
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            if (victim.equals(body(cluster, LEADER).slots().get(slot).primary())) {
                ask(cluster, ToyRules.MOVE, slot, otherInSync(cluster, slot, victim));
            }
        }
        boolean taken = cluster.simulation.runUntil(
                () -> !ToyRules.primaries(body(cluster, LEADER)).contains(victim), 3 * SECONDS);
        assertThat(taken).isTrue();
        assertThat(cluster.settles(3 * SECONDS)).isTrue();
    }

    @Test
    void memberThatSendsButDoesNotReceiveIsReplaced() {
        assertThat(replacesTheDeaf(MembershipRules.standard())).isTrue();
        assertThat(replacesTheDeaf(UnsafeRules.ONE_WAY_HEARD.rules)).isFalse();
    }

    private static boolean replacesTheDeaf(MembershipRules rules) {
        ToyCluster cluster = settled(rules, 3);
        MemberId deaf = cluster.on(2).self.id();
        cluster.simulation.network().cut(0, 2);
        cluster.simulation.network().cut(1, 2);
        return cluster.simulation.runUntil(() -> body(cluster, LEADER).roles(deaf) == 0, 5 * SECONDS);
    }

    @Test
    void memberCutFromTheLeaderOnlyIsRelievedOfItsRole() {
        assertThat(relievesTheUnreachable(MembershipRules.standard())).isTrue();
        assertThat(relievesTheUnreachable(UnsafeRules.NO_HOLD_BACK.rules)).isFalse();
    }

    private static boolean relievesTheUnreachable(MembershipRules rules) {
        ToyCluster cluster = settled(rules, 3);
        MemberId victim = cluster.on(2).self.id();
        int slot = slotOf(cluster, victim);
        separate(cluster, LEADER, 2);
        takeAPrimaryFrom(cluster, victim);
        return cluster.simulation.runUntil(
                () -> !victim.equals(body(cluster, LEADER).slots().get(slot).primary()), 5 * SECONDS);
    }

    @Test
    void promiseOutlivesAChangeOfVoters() {
        deposeThroughNewVoters(MembershipRules.standard(), false);
        assertThatThrownBy(() -> deposeThroughNewVoters(UnsafeRules.NO_LEASE_INHERITANCE.rules, false))
                .hasMessageStartingWith("I20");
    }

    @Test
    void promiseToAReplicaOutlivesAChangeOfVoters() {
        deposeThroughNewVoters(MembershipRules.standard(), true);
        assertThatThrownBy(() -> deposeThroughNewVoters(UnsafeRules.NARROW_INHERITANCE.rules, true))
                .hasMessageStartingWith("I20");
    }

    /**
     * Voters A, B and M; B has long not heard of M. A promises M a last time, then M is alone. C and D join, and B, C, D,
     * none of which promised M anything, are a majority that could take M's role at once.
     */
    private static void deposeThroughNewVoters(MembershipRules rules, boolean replica) {
        ToyCluster cluster = settled(rules, 3);
        MemberId victim = cluster.on(2).self.id();
        if (replica) {
            takeAllPrimariesFrom(cluster, victim);
        }
        separate(cluster, 1, 2);
        cluster.simulation.runFor(800 * MILLIS);
        cluster.start(2);
        separate(cluster, LEADER, 2);
        separate(cluster, 2, 3);
        separate(cluster, 2, 4);
        boolean joined = cluster.simulation.runUntil(
                () -> cluster.on(LEADER).membership.installed().voters().size() == 5
                        && cluster.on(LEADER).membership.leadsTerm() > 0,
                400 * MILLIS);
        assertThat(joined).isTrue();
        assertThat(cluster.on(2).hasLease()).isTrue();
        if (replica) {
            ask(cluster, ToyRules.REMOVE, placeOf(cluster, victim), victim);
        } else {
            takeAPrimaryFrom(cluster, victim);
        }
        cluster.simulation.runFor(2 * SECONDS);
    }

    @Test
    void whoAcceptedNewVotersHasNoLeaseBeforeItInstalls() {
        deposeWhoIsInBothMajorities(MembershipRules.standard());
        assertThatThrownBy(() -> deposeWhoIsInBothMajorities(UnsafeRules.LEASE_ACROSS_MEMBERSHIP.rules))
                .hasMessageStartingWith("I20");
    }

    /**
     * Voters A, B and M. A and M accept that C and D join; then M hears B only, which knows nothing of it: both could go
     * on renewing M's lease while A, C and D take its role.
     */
    private static void deposeWhoIsInBothMajorities(MembershipRules rules) {
        ToyCluster cluster = settled(rules, 3);
        ToyMember victim = cluster.on(2);
        separate(cluster, LEADER, 1);
        cluster.start(2);
        for (int newcomer = 3; newcomer <= 4; newcomer++) {
            separate(cluster, newcomer, 1);
            separate(cluster, newcomer, 2);
        }
        assertThat(cluster.simulation.runUntil(() -> victim.membership.accepted() != null, SECONDS))
                .isTrue();
        cluster.simulation.network().cut(LEADER, 2);
        boolean joined = cluster.simulation.runUntil(
                () -> cluster.on(LEADER).membership.installed().voters().size() == 5
                        && cluster.on(LEADER).membership.leadsTerm() > 0,
                400 * MILLIS);
        assertThat(joined).isTrue();
        separate(cluster, LEADER, 2);
        takeAPrimaryFrom(cluster, victim.self.id());
        cluster.simulation.runFor(900 * MILLIS);
        assertThat(body(cluster, LEADER).roles(victim.self.id()))
                .isNotEqualTo(body(cluster, 2).roles(victim.self.id()));
    }
}
