package io.peergrid.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL, on a port of its own. */
final class TestPostgres {
    private TestPostgres() {}

    /** Leaves nothing outside the build's directory. */
    static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "postgres").toAbsolutePath().toFile())
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }
}
