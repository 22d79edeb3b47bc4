package io.peergrid.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostsTest {

    @Test
    void leaveNothingBehindNorWhatAKilledProcessLeft() throws Exception {
        assumeTrue(Hosts.possible());
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path leftOver = namespace(ended.pid(), "net");
        new ProcessBuilder("ip", "netns", "add", leftOver.getFileName().toString())
                .start()
                .waitFor();
        assertThat(leftOver).exists();

        Path own = namespace(ProcessHandle.current().pid(), "h0");
        try (Hosts hosts = new Hosts(2)) {
            assertThat(leftOver).doesNotExist();
            assertThat(own).exists();
            assertThat(hosts.launcher(0)).endsWith(own.getFileName().toString());
        }
        assertThat(Files.exists(own)).isFalse();
    }

    private static Path namespace(long process, String what) {
        return Path.of("/run/netns", "peergrid-" + process + '-' + what);
    }
}
