package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the demo ends, none of its processes stays. */
class TidyIT {
    @TempDir
    Path directory;

    private Process demo;
    private BufferedReader output;

    @BeforeEach
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--cities",
                        "1000")
                .redirectErrorStream(true);
        // For the members, too. A demo that is killed leaves its logs there.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + directory);
        demo = builder.start();
        output = new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        demo.destroyForcibly();
    }

    @Test
    void quitEndsEveryProcess() throws Exception {
        List<ProcessHandle> children = type("quit", "epoch");

        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isZero();
        assertGone(children);
    }

    @Test
    void interruptEndsEveryProcess() throws Exception {
        List<ProcessHandle> children = type("", "epoch");

        new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

        assertGone(children);
    }

    @Test
    void deathOfTheShellEndsEveryProcessPausedOnesIncluded() throws Exception {
        List<ProcessHandle> children = type("pause 3", "SIGSTOP sent to n3");

        demo.destroyForcibly();

        assertGone(children);
    }

    /** Types a line, waits for an answer that contains the text, and returns the processes of the members. */
    private List<ProcessHandle> type(String line, String expected) throws IOException {
        demo.outputWriter().write(line + "\n");
        demo.outputWriter().flush();
        String answer = output.readLine();
        List<ProcessHandle> children = List.of();
        while (answer != null && !answer.contains(expected)) {
            answer = output.readLine();
            children = demo.descendants().toList();
        }
        assertThat(answer).contains(expected);
        assertThat(children).hasSizeGreaterThanOrEqualTo(3);
        return children;
    }

    private static void assertGone(List<ProcessHandle> children) {
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }
}
