package io.peergrid.transport.jgroups;

import io.peergrid.ports.Transport.Lane;
import java.util.concurrent.Executor;

/** What waits for a reachable peer. Thread-safe. */
final class Peer {
    /** Below what the socket buffers of a connection hold at the least, both kinds together. */
    private static final int ORDERED_IN_FLIGHT_BYTES = 256 * 1024;

    private static final int URGENT_IN_FLIGHT_BYTES = 64 * 1024;
    /** Old news is worth nothing to a peer that wakes up. */
    private static final int URGENT_WAITING_BYTES = 64 * 1024;

    private final Outbox ordered;
    private final Outbox urgent;

    /** @param session differs each time the same peer becomes reachable */
    Peer(long session, Outbox.Wire orderedWire, Outbox.Wire urgentWire, Executor writers, int waitingMaxBytes) {
        ordered = new Outbox(
                MessageKind.ORDERED, session, orderedWire, writers, ORDERED_IN_FLIGHT_BYTES, waitingMaxBytes);
        urgent = new Outbox(
                MessageKind.URGENT, session, urgentWire, writers, URGENT_IN_FLIGHT_BYTES, URGENT_WAITING_BYTES);
    }

    /** False if there is no room. */
    boolean send(Lane lane, byte[] frame) {
        // A long frame goes in parts, and parts need order.
        boolean fits = frame.length <= Outbox.MESSAGE_BYTES;
        return (lane == Lane.CONTROL && fits) ? urgent.add(lane, frame) : ordered.add(lane, frame);
    }

    void taken(MessageKind kind, long session, long upTo) {
        (kind == MessageKind.ORDERED_TAKEN ? ordered : urgent).taken(session, upTo);
    }

    void check() {
        ordered.check();
        urgent.check();
    }

    void close() {
        ordered.close();
        urgent.close();
    }
}
