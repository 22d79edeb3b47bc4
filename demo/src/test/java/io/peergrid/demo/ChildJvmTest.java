package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private ChildJvm child;

    /** Says that it is there and goes when its parent does. */
    static final class Idle {
        public static void main(String[] arguments) {
            ParentWatch.haltWhenParentGoes();
            System.out.println("ready");
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
    void standsStillUntilResumed() {
        start(Idle.class);
        child.awaitReady(PATIENCE);

        child.pause();

        assertThat(child.isPaused()).isTrue();
        await().until(() -> state().equals("T"));

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
        child = ChildJvm.start("n1", directory, line -> {}, main);
    }

    /** The letter that the system uses for the state of the process, such as T for stopped. */
    private String state() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }
}
