package io.peergrid.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.transport.jgroups.Members.Started;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterFormationTest {
    @TempDir
    private Path base;

    @ParameterizedTest
    @ValueSource(ints = {5, 50})
    @Timeout(180)
    void membersThatStartAtOnceFormOneClusterWithOneFounder(int size) {
        List<Started> founders = new CopyOnWriteArrayList<>();
        List<Started> all = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try (Members members = new Members()) {
            CompletableFuture.allOf(IntStream.range(0, size)
                            .mapToObj(i -> CompletableFuture.runAsync(
                                    () -> {
                                        Started member = members.start(Members.local("crowd", base));
                                        all.add(member);
                                        if (member.transport.claimFounding()) {
                                            founders.add(member);
                                        }
                                    },
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();

            assertThat(founders).hasSize(1);
            Members.awaitUntil("one view", Duration.ofMinutes(2), () -> all.stream()
                    .allMatch(member -> member.transport.reachable().size() == size - 1));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void processesThatStartAtOnceFormOneClusterWithOneFounder() throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                processes.add(MemberProcess.launch("processes", base, 3));
            }
            List<String> answers = new ArrayList<>();
            for (Process process : processes) {
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                answers.add(out.readLine());
            }
            assertThat(answers).containsExactlyInAnyOrder("founder", "joined", "joined");
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void theFileOfAKilledProcessIsRemovedAndItsRightToFoundFallsToAnother() throws IOException, InterruptedException {
        Process founder = MemberProcess.launch("killed", base, 1);
        try (Members members = new Members()) {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(founder.getInputStream(), StandardCharsets.UTF_8));
            assertThat(out.readLine()).isEqualTo("founder");
            Started next = members.start(Members.local("killed", base));
            assertThat(next.transport.claimFounding()).isFalse();

            founder.destroyForcibly().waitFor();

            Members.awaitUntil("the right to found", Duration.ofSeconds(10), next.transport::claimFounding);
            try (Stream<Path> files = Files.walk(base)) {
                assertThat(files.filter(file -> file.toString().endsWith(".member")))
                        .hasSize(1);
            }
            Members.awaitUntil("the dead one is dropped", Duration.ofSeconds(20), () -> next.transport
                    .reachable()
                    .isEmpty());
        } finally {
            founder.destroyForcibly();
        }
    }

    @Test
    void aMemberThatSettledKeepsOthersFromFounding() {
        try (Members members = new Members()) {
            Started first = members.start(Members.local("settled", base));
            first.transport.settled();
            Started second = members.start(Members.local("settled", base));

            assertThat(second.transport.claimFounding()).isFalse();

            first.transport.close();
            assertThat(second.transport.claimFounding()).isTrue();
        }
    }

    @Test
    void clustersOfDifferentNamesNeverMeet() {
        try (Members members = new Members()) {
            Started a = members.start(Members.local("one", base));
            Started b = members.start(Members.local("other", base));
            Started a2 = members.start(Members.local("one", base));

            Members.awaitPair(a, a2);
            assertThat(b.transport.reachable()).isEmpty();
            assertThat(a.transport.claimFounding()).isTrue();
            assertThat(b.transport.claimFounding()).isTrue();
        }
    }
}
