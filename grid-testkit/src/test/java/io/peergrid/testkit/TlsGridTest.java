package io.peergrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridConfigException;
import io.peergrid.GridJoinException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsGridTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private final String name = "tls-" + UUID.randomUUID();

    private GridConfigBuilder config() {
        return GridConfig.local().name(name).shutdownHook(false);
    }

    @Test
    void membersWithOneKeystoreFormAGridAndOneWithoutIsRefusedWithASentence() throws Exception {
        Path keystore = keystore("member.p12");
        try (Grid first = Grid.join(config().tls(keystore, PASSWORD).build());
                Grid second = Grid.join(config().tls(keystore, PASSWORD).build())) {
            first.map("m").put("k", "v");
            assertThat(second.map("m").get("k")).isEqualTo("v");

            GridConfigBuilder brief = config().joinDeadline(Duration.ofSeconds(3));
            assertThatThrownBy(() -> Grid.join(brief.build()))
                    .isInstanceOf(GridJoinException.class)
                    .hasMessageContaining("speaks TLS and this member does not")
                    .hasMessageContaining("Give all members the same TLS setting");

            GridConfigBuilder foreign =
                    config().tls(keystore("foreign.p12"), PASSWORD).joinDeadline(Duration.ofSeconds(3));
            assertThatThrownBy(() -> Grid.join(foreign.build()))
                    .isInstanceOf(GridJoinException.class)
                    .hasMessageContaining("certificates that trust each other");

            assertThat(first.topology().members()).hasSize(2);
            assertThat(first.map("m").get("k")).isEqualTo("v");
        }
    }

    @Test
    void aMemberWithTlsIsRefusedByOneWithoutWithASentence() throws Exception {
        Path keystore = keystore("member.p12");
        try (Grid plain = Grid.join(config().build())) {
            GridConfigBuilder encrypted = config().tls(keystore, PASSWORD).joinDeadline(Duration.ofSeconds(3));
            assertThatThrownBy(() -> Grid.join(encrypted.build()))
                    .isInstanceOf(GridJoinException.class)
                    .hasMessageContaining("TLS failed")
                    .hasMessageContaining("the same TLS setting");
            assertThat(plain.topology().members()).hasSize(1);
        }
    }

    @Test
    void aKeystoreThatCannotBeUsedIsNamedWithTheReason() throws Exception {
        Path keystore = keystore("member.p12");
        assertThatThrownBy(() -> config().tls(directory.resolve("missing.p12"), PASSWORD))
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("missing.p12")
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> config().tls(keystore, "another password"))
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("password is not the one given");
        Path text = Files.writeString(directory.resolve("text.p12"), "no keystore");
        assertThatThrownBy(() -> config().tls(text, PASSWORD))
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("text.p12");
        assertThat(config().tls(keystore, PASSWORD).build().toString())
                .contains("TLS")
                .doesNotContain(PASSWORD);
    }

    private Path keystore(String file) throws IOException, InterruptedException {
        Path keystore = directory.resolve(file);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "member",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=member",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return keystore;
    }
}
