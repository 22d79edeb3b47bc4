package io.peergrid.transport.jgroups;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What two members say to each other on a new connection before anything else: that they belong to the same cluster, and
 * that both know its secret. Each proof covers fresh random bytes of the other side, so none can be used twice; the side
 * that listens shows its proof only to one that has proved itself.
 *
 * <pre>
 * caller:   magic, form, first 8 bytes of SHA-256 of the cluster name, 16 random bytes
 * listener: OK or OTHER_CLUSTER, 16 random bytes; or OTHER_FORM, its own form, 15 bytes without meaning
 * caller:   HMAC(secret, "caller", both random parts)
 * listener: OK or WRONG_SECRET, HMAC(secret, "listener", both random parts)
 * </pre>
 *
 * The first line of each side stays what it is in all forms, so that members of two releases can say why they part.
 */
final class Handshake {
    /** How long the other side has for all of it. */
    static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private static final byte[] MAGIC = {'P', 'G', 'R'};
    private static final byte FORM = 1;
    private static final byte[] CALLER = "caller".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LISTENER = "listener".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_BYTES = 8;
    private static final int RANDOM_BYTES = 16;
    private static final int PROOF_BYTES = 32;
    private static final byte OK = 0;
    private static final byte OTHER_CLUSTER = 1;
    private static final byte WRONG_SECRET = 2;
    private static final byte OTHER_FORM = 3;
    /** The first byte of what a listener with TLS answers to something else. */
    private static final byte TLS_ALERT = 21;

    private final ClusterSecret secret;
    private final byte[] name;
    private final SecureRandom random = new SecureRandom();

    Handshake(String clusterName, ClusterSecret secret) {
        this.secret = secret;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(clusterName.getBytes(StandardCharsets.UTF_8));
            name = Arrays.copyOf(digest, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Why a connection was refused. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        /** Whether it is nobody's mistake: another cluster on the same machine or network. */
        final boolean harmless;

        RefusedException(String message, boolean harmless) {
            super(message);
            this.harmless = harmless;
        }
    }

    /** The side that connected. Leaves the socket without a read timeout. */
    void call(Socket socket) throws IOException {
        Conversation with = new Conversation(socket);
        byte[] mine = randomBytes();
        with.send(MAGIC, new byte[] {FORM}, name, mine);
        byte status = with.read(1)[0];
        if (status == TLS_ALERT) {
            throw new RefusedException(
                    "it speaks TLS and this member does not. Give all members the same TLS setting", false);
        }
        byte[] theirs = with.read(RANDOM_BYTES);
        if (status == OTHER_FORM) {
            throw otherForm(theirs[0]);
        }
        if (status == OTHER_CLUSTER) {
            throw new RefusedException("it belongs to another cluster", true);
        }
        with.send(secret.prove(CALLER, name, mine, theirs));
        status = with.read(1)[0];
        byte[] proof = with.read(PROOF_BYTES);
        if (status != OK || !MessageDigest.isEqual(proof, secret.prove(LISTENER, name, mine, theirs))) {
            throw new RefusedException("it has another cluster secret. Set the same secret on all members", false);
        }
        socket.setSoTimeout(0);
    }

    /** The side that accepted. Leaves the socket without a read timeout. */
    void answer(Socket socket) throws IOException {
        Conversation with = new Conversation(socket);
        if (!Arrays.equals(with.read(MAGIC.length), MAGIC)) {
            throw new RefusedException("it does not speak as a member of a grid", false);
        }
        byte form = with.read(1)[0];
        byte[] theirName = with.read(NAME_BYTES);
        byte[] theirs = with.read(RANDOM_BYTES);
        byte[] mine = randomBytes();
        if (form != FORM) {
            mine[0] = FORM;
            with.send(new byte[] {OTHER_FORM}, mine);
            throw otherForm(form);
        }
        if (!Arrays.equals(theirName, name)) {
            with.send(new byte[] {OTHER_CLUSTER}, mine);
            throw new RefusedException("it belongs to another cluster", true);
        }
        with.send(new byte[] {OK}, mine);
        byte[] proof = with.read(PROOF_BYTES);
        if (!MessageDigest.isEqual(proof, secret.prove(CALLER, name, theirs, mine))) {
            with.send(new byte[] {WRONG_SECRET}, new byte[PROOF_BYTES]);
            throw new RefusedException("it does not know the cluster secret", false);
        }
        with.send(new byte[] {OK}, secret.prove(LISTENER, name, theirs, mine));
        socket.setSoTimeout(0);
    }

    private static RefusedException otherForm(byte theirs) {
        return new RefusedException(
                "it begins connections in form " + (theirs & 0xff) + ", this member in form " + FORM
                        + ". They run releases that do not go together: start this member with the release of the others",
                false);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Reads and writes under one deadline, however slowly bytes come in. */
    private static final class Conversation {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final long deadlineNanos = System.nanoTime() + LIMIT_NANOS;

        Conversation(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        byte[] read(int length) throws IOException {
            byte[] bytes = new byte[length];
            int got = 0;
            while (got < length) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()) + 1;
                if (left <= 1) {
                    throw new SocketTimeoutException("no complete handshake in time");
                }
                socket.setSoTimeout((int) left);
                int more = read(bytes, got);
                if (more < 0) {
                    throw new EOFException("closed during the handshake");
                }
                got += more;
            }
            return bytes;
        }

        /** A socket whose time is over may have been closed under the read. */
        private int read(byte[] bytes, int from) throws IOException {
            try {
                return in.read(bytes, from, bytes.length - from);
            } catch (SocketException e) {
                if (deadlineNanos - System.nanoTime() <= 0) {
                    throw new SocketTimeoutException("no complete handshake in time");
                }
                throw e;
            }
        }

        void send(byte[]... parts) throws IOException {
            int length = 0;
            for (byte[] part : parts) {
                length += part.length;
            }
            byte[] all = new byte[length];
            int at = 0;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            out.write(all);
            out.flush();
        }
    }
}
