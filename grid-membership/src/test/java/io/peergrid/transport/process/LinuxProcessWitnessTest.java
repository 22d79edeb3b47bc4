package io.peergrid.transport.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
final class LinuxProcessWitnessTest {
    private final ProcessWitness witness = LinuxProcessWitness.create();

    private static ProcessIdentity identityOf(Process process) throws IOException {
        ProcessIdentity self = ProcessIdentities.current();
        ProcStat stat = ProcStat.read(Path.of("/proc"), process.pid());
        return new ProcessIdentity(self.bootId(), self.pidNamespace(), process.pid(), stat.startTime());
    }

    @Test
    void thisProcessIsKnownAndLives() {
        ProcessIdentity self = ProcessIdentities.current();

        assertThat(self.provable()).isTrue();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(witness.hasEnded(self)).isFalse();
    }

    @Test
    void aKilledProcessHasEndedAndAStoppedOneHasNot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessIdentity identity = identityOf(process);
            assertThat(witness.hasEnded(identity)).isFalse();
            new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(witness.hasEnded(identity)).isFalse();

            process.destroyForcibly();

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> witness.hasEnded(identity));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anotherProcessWithTheSameNumberProvesTheEndOfTheOldOne() {
        ProcessIdentity self = ProcessIdentities.current();

        assertThat(witness.hasEnded(
                        new ProcessIdentity(self.bootId(), self.pidNamespace(), self.pid(), self.startTime() - 1)))
                .isTrue();
    }

    @Test
    void nothingIsProvenOfOtherMachinesBootsAndContainers() {
        ProcessIdentity self = ProcessIdentities.current();
        long nobody = 4_000_000_000L;

        assertThat(witness.hasEnded(ProcessIdentity.UNPROVABLE)).isFalse();
        assertThat(witness.hasEnded(new ProcessIdentity("other", self.pidNamespace(), nobody, 1)))
                .isFalse();
        assertThat(witness.hasEnded(new ProcessIdentity(self.bootId(), "pid:[1]", nobody, 1)))
                .isFalse();
        assertThat(witness.hasEnded(new ProcessIdentity(self.bootId(), self.pidNamespace(), nobody, 1)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"S, 5, false", "T, 1, false", "D, 1, false", "Z, 1, true", "X, 0, true", "Z, 3, false"})
    void aZombieHasEndedWhenNoThreadOfItRuns(char state, int threads, boolean ended) throws IOException {
        ProcStat stat = ProcStat.parse("17 (name) Z (x) " + state + " 1 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 " + threads
                + " 0 123456 1000 10 18446744073709551615\n");

        assertThat(stat.state()).isEqualTo(state);
        assertThat(stat.startTime()).isEqualTo(123456);
        assertThat(stat.ended()).isEqualTo(ended);
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> ProcStat.parse("17 (name) S 1 2")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ProcStat.parse("")).isInstanceOf(IOException.class);
    }
}
