package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private JavaProcess child;

    /** Says that it is there and goes when its parent does. */
    static final class Idle {
        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Ends at once. */
    static final class Hasty {
        public static void main(String[] arguments) {
            System.err.println("in a hurry");
        }
    }

    @AfterEach
    void end() {
        child.end();
    }

    @Test
    void endsWhenItsParentsPipeCloses() {
        start(Idle.class);
        child.awaitReady(PATIENCE);

        child.closeInput();

        assertThat(child.awaitEnd(PATIENCE)).isZero();
        assertThat(child.output()).containsExactly("ready");
    }

    @Test
    void standsStillUntilResumed() throws IOException {
        start(Idle.class);
        child.awaitReady(PATIENCE);

        child.pause();

        assertThat(child.isPaused()).isTrue();
        assertThat(state()).isEqualTo("T");

        child.resume();

        assertThat(child.isPaused()).isFalse();
        await().until(() -> !state().equals("T"));
    }

    @Test
    void canBeEndedWhilePaused() {
        start(Idle.class);
        child.awaitReady(PATIENCE);
        child.pause();

        child.end();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void saysWhereTheLogIsIfItEndsEarly() {
        start(Hasty.class);

        assertThatThrownBy(() -> child.awaitReady(PATIENCE)).hasMessageContainingAll("ended before", "n1.log");
        assertThat(child.log()).content().contains("in a hurry");
    }

    private void start(Class<?> main) {
        child = JavaProcess.start("n1", directory, List.of("-Xmx32m"), line -> {}, main, List.of());
    }

    /** The letter that the system uses for the state of the process, such as T for stopped. */
    private String state() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }
}
