package io.peergrid.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.Transport.Lane;
import io.peergrid.transport.jgroups.Members.Started;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path base;

    @Test
    void membersWithCertificatesTalkAndOthersStayOutside()
            throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = context();
        try (Members members = new Members()) {
            Started a = members.start(Members.local("tls", base).withTls(context));
            Started b = members.start(Members.local("tls", base).withTls(context));
            Members.awaitPair(a, b);
            assertThatThrownBy(() -> members.start(Members.local("tls", base)))
                    .isInstanceOf(TransportStartException.class)
                    .hasMessageContaining("speaks TLS");

            a.transport.send(b.transport.self(), Lane.DATA, new byte[100_000]);
            b.transport.send(a.transport.self(), Lane.CONTROL, new byte[] {1});

            Members.awaitUntil("frames", Duration.ofSeconds(10), () -> a.received.get() == 1 && b.received.get() == 1);
            assertThat(a.transport.reachable()).containsExactly(b.transport.self());
        }
    }

    private SSLContext context() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = base.resolve("member.p12");
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
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        // The certificate signs itself, so the key store is the trust store too, as an entry without the key.
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("member", keys.getCertificate("member"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
