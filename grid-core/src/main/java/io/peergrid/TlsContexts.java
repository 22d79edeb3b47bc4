package io.peergrid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes of a keystore what TLS needs. */
final class TlsContexts {
    private TlsContexts() {}

    /** @throws GridConfigException if the file cannot be used; the message says why */
    static SSLContext of(Path keystore, String password) {
        if (!Files.isReadable(keystore)) {
            throw new GridConfigException("the TLS keystore " + keystore + " does not exist or cannot be read");
        }
        try {
            KeyStore keys = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted(keystore, keys));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            String reason = e.getCause() instanceof UnrecoverableKeyException
                    ? "its password is not the one given"
                    : "it is no PKCS12 or JKS keystore, or is damaged (" + e.getMessage() + ")";
            throw new GridConfigException("the TLS keystore " + keystore + " cannot be opened: " + reason);
        } catch (GeneralSecurityException e) {
            throw new GridConfigException("the TLS keystore " + keystore + " cannot be used: " + e.getMessage());
        }
    }

    /** Certificates without a key, and the issuer of each that has one. */
    private static KeyStore trusted(Path keystore, KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        boolean hasKey = false;
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)) {
                hasKey = true;
                Certificate[] chain = keys.getCertificateChain(alias);
                trusted.setCertificateEntry(alias, chain[chain.length - 1]);
            } else {
                trusted.setCertificateEntry(alias, keys.getCertificate(alias));
            }
        }
        if (!hasKey) {
            throw new GridConfigException("the TLS keystore " + keystore
                    + " holds no private key: a member has to show a certificate of its own");
        }
        return trusted;
    }
}
