package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridEvent;
import io.peergrid.GridJoinException;
import io.peergrid.membership.SpokenVersions;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why a member finds no place, in its own words. Causes that need sockets: {@code BadInputTest}, {@code DiscoveryTest}. */
class JoinDoctorTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private InMemoryCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(SpokenVersions speaks) {
        return assertThatThrownBy(() -> cluster.join(
                        "newcomer", config -> config.joinDeadline(SOON), rules -> rules.withSpoken(speaks)))
                .isInstanceOf(GridJoinException.class);
    }

    private static GridConfigBuilder impatient(GridConfigBuilder config) {
        return config.joinDeadline(SOON);
    }

    @Test
    void aNewerReleaseThatDoesNotSpeakTheGridsVersion() {
        cluster = new InMemoryCluster();
        Grid member = cluster.join("m1");

        assertRefused(new SpokenVersions(2, 3, "9.0.0"))
                .hasMessageContaining(
                        "No place in grid \"memory\" within 3000 ms: refused: this cluster speaks wire version 1")
                .hasMessageContaining(
                        "newcomer speaks 2 to 3 (release 9.0.0): upgrade the members of the cluster first");
        assertThat(member.events().recent()).anySatisfy(event -> assertThat(event)
                .isInstanceOf(GridEvent.StrangerRefused.class)
                .extracting(GridEvent::text)
                .asString()
                .contains("newcomer speaks 2 to 3 (release 9.0.0)", "upgrade the members"));
        assertThat(cluster.grids()).containsExactly(member);
    }

    @Test
    void anOlderReleaseAfterTheLastOfItHasLeft() {
        cluster = new InMemoryCluster();
        Grid old = cluster.join("old");
        Grid member =
                cluster.join("m1", config -> config, rules -> rules.withSpoken(new SpokenVersions(1, 2, "2.0.0")));
        assertThat(member.topology().wireVersion()).isEqualTo(1);
        cluster.awaitBalanced();

        cluster.stop(old);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(member.events().recent())
                        .anyMatch(event -> event instanceof GridEvent.WireVersionRaised raised
                                && raised.version() == 2
                                && raised.before() == 1));
        assertThat(member.topology().wireVersion()).isEqualTo(2);
        assertThat(member.topology().members().get(0).release()).isEqualTo("2.0.0");
        assertRefused(new SpokenVersions(1, 1, "1.0.0"))
                .hasMessageContaining("this cluster speaks wire version 2 (release 2.0.0)")
                .hasMessageContaining("newcomer speaks only 1 (release 1.0.0): the cluster does not go back")
                .hasMessageContaining("start newcomer with a release that speaks 2");
    }

    @Test
    void otherWishesForCopies() {
        cluster = new InMemoryCluster();
        Grid member = cluster.join("m1");

        assertThatThrownBy(() -> cluster.join(
                        "newcomer", config -> impatient(config.backups(2).minInSync(2))))
                .isInstanceOf(GridJoinException.class)
                .hasMessageContaining(
                        "the members here have backups 1, minInSync 1, newcomer has backups 2, minInSync 2")
                .hasMessageContaining("give all members of a cluster the same");
        assertThat(member.events().recent()).hasAtLeastOneElementOfType(GridEvent.StrangerRefused.class);
        assertThat(cluster.join("watcher", config -> config.backups(2).observer())
                        .topology()
                        .members())
                .hasSize(2);
    }

    @Test
    void anotherName() {
        cluster = new InMemoryCluster();
        cluster.join("m1");

        assertThatThrownBy(() -> cluster.join("newcomer", config -> impatient(config.name("shop"))))
                .isInstanceOf(GridJoinException.class)
                .hasMessageContaining("No place in grid \"shop\"")
                .hasMessageContaining(
                        "this is cluster 'memory', not 'shop': all members of a cluster need the same name");
    }

    @Test
    void noMajority() {
        cluster = InMemoryCluster.start(3);
        cluster.isolate(cluster.grid(0));
        cluster.isolate(cluster.grid(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> cluster.grids().stream()
                .noneMatch(grid -> grid.health().majority()));

        assertThatThrownBy(() -> cluster.join("newcomer", JoinDoctorTest::impatient))
                .isInstanceOf(GridJoinException.class)
                .hasMessageContaining("knows no leader; no majority: 1 of 3 voters answer, 2 are needed; waiting for m")
                .hasMessageContaining("no majority of the grid lets this member in: start its missing members");
    }

    @Test
    void tooFewFounders() {
        cluster = new InMemoryCluster();

        assertThatThrownBy(() -> cluster.join("newcomer", config -> impatient(config.expectedMembers(3))))
                .isInstanceOf(GridJoinException.class)
                .hasMessageContaining("waiting for 3 members to found the cluster, 1 are here")
                .hasMessageContaining("Nobody was found")
                .hasMessageContaining("On a first start 3 members have to run (expectedMembers)");
    }
}
