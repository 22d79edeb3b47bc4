package io.peergrid.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.transport.jgroups.LocalDirectory.Held;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalLockTest {
    private static final long SOON = Duration.ofMillis(20).toNanos();

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("lock");
    }

    @Test
    void whoDoesNotGetItLeavesItToTheMemberOfItsProcessThatHasIt() throws Exception {
        try (Held held = LocalLock.of(file()).take(SOON)) {
            assertThat(held).isNotNull();

            assertThat(LocalLock.of(file()).take(SOON)).isNull();

            assertThat(anotherProcessGetsIt()).isFalse();
        }
        assertThat(anotherProcessGetsIt()).isTrue();
    }

    @Test
    void whoDoesNotGetItLeavesItToAnotherClassLoaderOfItsProcess() throws Exception {
        try (FileChannel foreign = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = foreign.lock()) {
            assertThat(lock.isValid()).isTrue();

            assertThat(LocalLock.of(file()).take(SOON)).isNull();

            assertThat(anotherProcessGetsIt()).isFalse();
        }
        try (Held held = LocalLock.of(file()).take(SOON)) {
            assertThat(held).isNotNull();
        }
    }

    private boolean anotherProcessGetsIt() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalLockTest.Attempt.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = process.waitFor();
        assertThat(exit).isIn(Attempt.GOT_IT, Attempt.MISSED_IT);
        return exit == Attempt.GOT_IT;
    }

    /** Tries once, in a process of its own. */
    static final class Attempt {
        static final int GOT_IT = 10;
        static final int MISSED_IT = 11;

        private Attempt() {}

        public static void main(String[] arguments) throws IOException {
            try (Held held = LocalLock.of(Path.of(arguments[0])).take(SOON)) {
                System.exit(held == null ? MISSED_IT : GOT_IT);
            }
        }
    }
}
