package io.peergrid.transport.jgroups;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What members of a cluster know and strangers do not. Never sent, never printed. */
public final class ClusterSecret {
    private static final String ALGORITHM = "HmacSHA256";
    /** What a cluster without a secret uses in its place, so that there is one handshake and not two. */
    static final ClusterSecret NONE = new ClusterSecret("no secret");

    private final SecretKeySpec key;

    private ClusterSecret(String text) {
        key = new SecretKeySpec(("peergrid:" + text).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param text the same on all members; not empty */
    public static ClusterSecret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the cluster secret is empty");
        }
        return new ClusterSecret(text);
    }

    /** Proof of knowing the secret for these bytes: 32 bytes. */
    byte[] prove(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ClusterSecret[hidden]";
    }
}
