package io.peergrid.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRosterTest {
    private static final ProcessIdentity HERE =
            new ProcessIdentity("boot", "ns", ProcessHandle.current().pid(), 7);
    private static final ProcessIdentity ENDED = new ProcessIdentity("boot", "ns", 1, 3);

    @TempDir
    Path root;

    @Test
    void onlyOneOfTwoThatStartAtOnceMayFound() {
        try (MachineRoster first = roster(1, HERE);
                MachineRoster second = roster(2, HERE)) {
            assertThat(first.tryLead()).isTrue();
            assertThat(second.tryLead()).isFalse();
        }
    }

    @Test
    void nobodyFoundsBesideALivingMember() {
        try (MachineRoster first = roster(1, HERE);
                MachineRoster second = roster(2, HERE)) {
            first.tryLead();
            first.enlist();
            assertThat(second.tryLead()).isFalse();
        }
    }

    @Test
    void theNextMayFoundWhenTheLastHasLeft() {
        try (MachineRoster second = roster(2, HERE)) {
            try (MachineRoster first = roster(1, HERE)) {
                first.tryLead();
                first.enlist();
            }
            assertThat(second.tryLead()).isTrue();
        }
    }

    @Test
    void aMemberWhoseProcessHasEndedDoesNotCount() {
        roster(1, ENDED).enlist();
        try (MachineRoster second = roster(2, HERE)) {
            assertThat(second.tryLead()).isTrue();
        }
    }

    @Test
    void aMemberOfAnEarlierBootDoesNotCount() {
        roster(1, new ProcessIdentity("earlier", "ns", ProcessHandle.current().pid(), 7))
                .enlist();
        try (MachineRoster second = roster(2, HERE)) {
            assertThat(second.tryLead()).isTrue();
        }
    }

    @Test
    void whoFailsToFoundLetsAnotherTry() {
        MachineRoster first = roster(1, HERE);
        first.tryLead();
        first.close();
        try (MachineRoster second = roster(2, HERE)) {
            assertThat(second.tryLead()).isTrue();
        }
    }

    private MachineRoster roster(long id, ProcessIdentity process) {
        return new MachineRoster(root, "shop", new MemberId(id, id), process, ended -> ended.equals(ENDED));
    }
}
