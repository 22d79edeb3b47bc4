package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.GridEvent;
import io.peergrid.GridMember;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaleTest {
    private static final Instant NOON = Instant.parse("2025-01-01T12:00:00.123456Z");
    private static final GridMember N1 = new GridMember("a", "n1", "h", "", "", 1);
    private static final GridMember N2 = new GridMember("b", "n2", "h", "", "", 2);

    @Test
    void passesThroughAPipe() {
        Tale tale = Tale.of(new GridEvent.Suspected(NOON, N2, N1, "its connection\tclosed"), "n1");

        assertThat(Tale.decode(tale.encode())).isEqualTo(tale);
        assertThat(tale.text()).isEqualTo("n1 suspects n2: its connection closed");
        assertThat(tale.at()).isEqualTo(NOON);
    }

    @Test
    void takesOtherOutputForNoTale() {
        assertThat(Tale.decode("ready n1")).isNull();
    }

    @Test
    void isTheSameTaleWhoeverTellsIt() {
        Tale leader = Tale.of(new GridEvent.LeaderElected(NOON, N1, 4, 9, List.of(N1, N2)), "n1");
        Tale follower = Tale.of(new GridEvent.LeaderElected(NOON, N1, 4, 9, List.of()), "n2");

        assertThat(leader.key()).isEqualTo(follower.key());
        assertThat(leader.text()).isEqualTo("n1 elected leader of term 4 by n1, n2");
    }

    @Test
    void namesTheTellerWhereTheEventDoesNot() {
        assertThat(Tale.of(new GridEvent.LeaseRegained(NOON), "n3").text()).isEqualTo("n3 has its lease again");
    }
}
