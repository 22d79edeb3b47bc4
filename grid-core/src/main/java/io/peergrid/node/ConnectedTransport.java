package io.peergrid.node;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transport that runs before the member it is for exists, so that the member can say where it listens. What comes before
 * the member starts is dropped, as frames may be; who is reachable by then is told at the start.
 */
final class ConnectedTransport implements Transport {
    private final Transport transport;
    private volatile @Nullable Listener member;

    private ConnectedTransport(Transport transport) {
        this.transport = transport;
    }

    /** Starts the transport. */
    static ConnectedTransport connect(Transport transport) {
        ConnectedTransport connected = new ConnectedTransport(transport);
        transport.start(connected.new Forwarding());
        return connected;
    }

    @Override
    public MemberId self() {
        return transport.self();
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        transport.send(to, lane, frame);
    }

    @Override
    public Set<MemberId> reachable() {
        return transport.reachable();
    }

    @Override
    public void start(Listener listener) {
        member = listener;
        transport.reachable().forEach(listener::appeared);
    }

    @Override
    public void close() {
        transport.close();
    }

    private final class Forwarding implements Listener {
        @Override
        public void received(MemberId from, Lane lane, byte[] frame) {
            Listener to = member;
            if (to != null) {
                to.received(from, lane, frame);
            }
        }

        @Override
        public void appeared(MemberId peer) {
            Listener to = member;
            if (to != null) {
                to.appeared(peer);
            }
        }

        @Override
        public void disappeared(MemberId peer) {
            Listener to = member;
            if (to != null) {
                to.disappeared(peer);
            }
        }
    }
}
