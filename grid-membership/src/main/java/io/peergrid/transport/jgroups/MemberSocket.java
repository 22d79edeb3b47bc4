package io.peergrid.transport.jgroups;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to another member. It counts as connected only after the handshake; with TLS all bytes, those of the
 * handshake too, go through a layer that this socket hides.
 */
final class MemberSocket extends Socket {
    private static final String[] TLS_VERSIONS = {"TLSv1.3"};

    private final Handshake handshake;
    private final @Nullable SSLContext tls;
    private final RateLimitedLog log;
    private final Refusals refusals;
    private final AtomicInteger timeouts = new AtomicInteger();
    private volatile @Nullable SSLSocket layer;
    private volatile boolean admitted;

    MemberSocket(Handshake handshake, @Nullable SSLContext tls, RateLimitedLog log, Refusals refusals) {
        this.handshake = handshake;
        this.tls = tls;
        this.log = log;
        this.refusals = refusals;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        try {
            setSoTimeout(timeoutMillis);
            super.connect(endpoint, 0);
            setSoTimeout(0);
        } catch (IOException e) {
            close();
            throw e;
        }
        try {
            encrypt(true);
            handshake.call(this);
            admitted = true;
        } catch (IOException | RuntimeException e) {
            close();
            if (e instanceof Handshake.RefusedException refused) {
                refusals.add(refused.harmless, "the member at " + endpoint + " refused this one: " + e.getMessage());
                if (!refused.harmless) {
                    log.warn("call " + endpoint, "The member at {} refused this one: {}", endpoint, e.getMessage());
                }
            } else {
                log.warn("call " + endpoint, "No connection to the member at {}: {}", endpoint, e.getMessage());
                refusals.add(true, "no connection to the member at " + endpoint + ": " + e.getMessage());
            }
            throw e;
        }
    }

    /**
     * Closes the socket after this time unless set anew before; 0 for never. The JDK's own timeouts turn a socket into one
     * that does not block, for good: each read of a message would then take three system calls instead of one.
     */
    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        int turn = timeouts.incrementAndGet();
        if (millis > 0) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(() -> closeUnlessSetSince(turn));
        }
    }

    private void closeUnlessSetSince(int turn) {
        if (timeouts.get() == turn) {
            try {
                close();
            } catch (IOException e) {
                // Whoever reads finds out.
            }
        }
    }

    /** The part of the accepting side. */
    void admit() throws IOException {
        setTcpNoDelay(true);
        encrypt(false);
        handshake.answer(this);
        admitted = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        SSLSocket encrypted = layer;
        InputStream bytes = encrypted == null ? super.getInputStream() : encrypted.getInputStream();
        return admitted ? new MessageInput(bytes) : bytes;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        SSLSocket encrypted = layer;
        return encrypted == null ? super.getOutputStream() : encrypted.getOutputStream();
    }

    /** Bytes of messages. Whoever reads them has taken in all that came before. */
    private static final class MessageInput extends FilterInputStream {
        MessageInput(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            Cork.beforeReading();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Cork.beforeReading();
            return super.read(into, offset, length);
        }
    }

    private void encrypt(boolean calling) throws IOException {
        if (tls == null) {
            return;
        }
        InetSocketAddress peer = (InetSocketAddress) getRemoteSocketAddress();
        SSLSocket encrypted = (SSLSocket)
                tls.getSocketFactory().createSocket(this, peer.getAddress().getHostAddress(), peer.getPort(), false);
        encrypted.setUseClientMode(calling);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setProtocols(TLS_VERSIONS);
        parameters.setNeedClientAuth(true);
        encrypted.setSSLParameters(parameters);
        setSoTimeout((int) (Handshake.LIMIT_NANOS / 1_000_000));
        try {
            encrypted.startHandshake();
        } catch (SSLException e) {
            throw new SSLException(
                    "TLS failed (" + e.getMessage() + "): both sides need TLS, and certificates that trust each other",
                    e);
        }
        layer = encrypted;
    }
}
