package io.peergrid.transport.jgroups;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections of members only: a connection is handed out when its handshake is done. Handshakes run beside each
 * other on a few threads, so that a stranger who says nothing holds up nobody; when all are busy, further strangers are
 * turned away.
 */
final class MemberServerSocket extends ServerSocket {
    private static final int HANDSHAKES_MAX = 64;
    private static final int ADMITTED_MAX = 256;
    private static final long CLOSED_CHECK_MILLIS = 100;

    private final Handshake handshake;
    private final @Nullable SSLContext tls;
    private final RateLimitedLog log;
    private final BlockingQueue<Socket> admitted = new ArrayBlockingQueue<>(ADMITTED_MAX);
    private final ThreadPoolExecutor doormen;
    private @Nullable Thread door;

    MemberServerSocket(Handshake handshake, @Nullable SSLContext tls, RateLimitedLog log) throws IOException {
        this.handshake = handshake;
        this.tls = tls;
        this.log = log;
        doormen = new ThreadPoolExecutor(
                0, HANDSHAKES_MAX, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), DaemonThreads.named("peergrid-door"));
    }

    @Override
    public Socket accept() throws IOException {
        openDoor();
        try {
            while (!isClosed()) {
                Socket next = admitted.poll(CLOSED_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("Socket closed");
    }

    @Override
    public void close() throws IOException {
        super.close();
        doormen.shutdown();
        for (Socket socket = admitted.poll(); socket != null; socket = admitted.poll()) {
            socket.close();
        }
    }

    private synchronized void openDoor() {
        if (door == null) {
            Thread started = DaemonThreads.named("peergrid-accept").newThread(this::stand);
            door = started;
            started.start();
        }
    }

    private void stand() {
        while (!isClosed()) {
            MemberSocket caller = new MemberSocket(handshake, tls, log, new Refusals());
            try {
                implAccept(caller);
                doormen.execute(() -> admit(caller));
            } catch (RejectedExecutionException e) {
                drop(caller);
                if (!isClosed()) {
                    log.warn("crowd", "Turned away a connection: {} others have not finished theirs", HANDSHAKES_MAX);
                }
            } catch (IOException e) {
                drop(caller);
                if (!isClosed()) {
                    log.warn("accept", "Could not accept a connection: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void admit(MemberSocket caller) {
        try {
            caller.admit();
            if (isClosed() || !admitted.offer(caller)) {
                drop(caller);
            }
        } catch (Handshake.RefusedException e) {
            drop(caller);
            if (!e.harmless) {
                log.warn(
                        "refused " + e.getMessage(),
                        "Refused a connection from {}: {}",
                        caller.getInetAddress(),
                        e.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            drop(caller);
            log.warn(
                    "broken",
                    "A connection from {} ended in its handshake: {}",
                    caller.getInetAddress(),
                    e.getMessage());
        }
    }

    /** Out of file descriptors, most likely: trying again at once would only burn the processor. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(CLOSED_CHECK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
