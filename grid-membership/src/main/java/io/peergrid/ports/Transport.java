package io.peergrid.ports;

import java.util.Set;

/**
 * Carries frames between members. A send may be lost, duplicated, delayed or overtaken; protocol handlers are written
 * for that. A send never blocks for long and never throws: a frame that cannot be sent is dropped.
 *
 * <p>Thread-safe. The listener is called on threads of the transport; calls for one sender may run in parallel with
 * calls for another.
 */
public interface Transport {

    /** What kind of traffic a frame is; agreement must not queue behind data. */
    enum Lane {
        /** Heartbeats, votes, configurations: small, latency-critical, handed to the membership thread at once. */
        CONTROL,
        /** Requests, responses, replication streams: handled in the delivering thread. */
        DATA
    }

    MemberId self();

    /**
     * Sends a frame. The array belongs to the transport afterwards and must not be changed.
     *
     * @param to a member's incarnation; a frame for one that is gone or unknown is dropped
     */
    void send(MemberId to, Lane lane, byte[] frame);

    /** The members the transport could reach at this moment. A hint: it proves neither life nor membership. */
    Set<MemberId> reachable();

    /** Starts delivery. Called once, before the first send. */
    void start(Listener listener);

    /** Stops delivery and closes connections. Later sends are dropped. */
    void close();

    /** Receives what the transport brings. Implementations return quickly and never throw. */
    interface Listener {
        void received(MemberId from, Lane lane, byte[] frame);

        /** A member became reachable. A hint. */
        void appeared(MemberId peer);

        /** A connection to a member closed or the transport suspects it. A hint that starts a suspicion, no more. */
        void disappeared(MemberId peer);
    }
}
