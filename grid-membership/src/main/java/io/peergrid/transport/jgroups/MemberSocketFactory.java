package io.peergrid.transport.jgroups;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import org.jgroups.util.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

/** Gives JGroups stream sockets that connect members only. Datagram sockets, for discovery alone, are plain. */
final class MemberSocketFactory extends DefaultSocketFactory {
    private static final int BACKLOG = 128;

    private final Handshake handshake;
    private final @Nullable SSLContext tls;
    private final RateLimitedLog log;
    private final Refusals refusals;

    MemberSocketFactory(Handshake handshake, @Nullable SSLContext tls, RateLimitedLog log, Refusals refusals) {
        this.handshake = handshake;
        this.tls = tls;
        this.log = log;
        this.refusals = refusals;
    }

    @Override
    public Socket createSocket(String service) {
        return new MemberSocket(handshake, tls, log, refusals);
    }

    @Override
    public Socket createSocket(String service, String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String service, InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String service, String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(String service, InetAddress host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public ServerSocket createServerSocket(String service) throws IOException {
        return new MemberServerSocket(handshake, tls, log);
    }

    @Override
    public ServerSocket createServerSocket(String service, int port) throws IOException {
        return bound(new InetSocketAddress(port), BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(String service, int port, int backlog) throws IOException {
        return bound(new InetSocketAddress(port), backlog);
    }

    @Override
    public ServerSocket createServerSocket(String service, int port, int backlog, InetAddress bindAddress)
            throws IOException {
        return bound(new InetSocketAddress(bindAddress, port), backlog);
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        Socket socket = createSocket("");
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(to);
        return socket;
    }

    private ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket socket = createServerSocket("");
        socket.bind(address, backlog);
        return socket;
    }
}
