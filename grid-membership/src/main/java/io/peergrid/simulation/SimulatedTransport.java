package io.peergrid.simulation;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node's end of the simulated network. */
final class SimulatedTransport implements Transport {
    private final Simulation simulation;
    private final SimulatedNode node;
    private final Set<MemberId> reachable = new LinkedHashSet<>();
    private @Nullable Listener listener;
    private boolean closed;

    SimulatedTransport(Simulation simulation, SimulatedNode node) {
        this.simulation = simulation;
        this.node = node;
    }

    @Override
    public MemberId self() {
        return node.id();
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        if (!listening()) {
            return;
        }
        if (node.paused()) {
            // Only a driver can call in a pause; the process itself would send when it wakes.
            simulation.add(node, simulation.nowNanos(), () -> send(to, lane, frame));
            return;
        }
        simulation.network().send(node, to, lane, frame);
    }

    @Override
    public Set<MemberId> reachable() {
        return new LinkedHashSet<>(reachable);
    }

    @Override
    public void start(Listener newListener) {
        if (listener != null) {
            throw new IllegalStateException("started twice");
        }
        listener = newListener;
        simulation.network().joined(node);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            simulation.network().left(node);
        }
    }

    boolean listening() {
        return listener != null && !closed && !node.crashed();
    }

    void deliver(MemberId from, Lane lane, byte[] frame) {
        Listener receiver = listener;
        if (receiver != null && !closed) {
            receiver.received(from, lane, frame);
        }
    }

    void peerAppeared(MemberId peer) {
        Listener receiver = listener;
        if (receiver != null && !closed && reachable.add(peer)) {
            receiver.appeared(peer);
        }
    }

    void peerDisappeared(MemberId peer) {
        Listener receiver = listener;
        if (receiver != null && !closed && reachable.remove(peer)) {
            receiver.disappeared(peer);
        }
    }

    /** A connection breaks and comes back: the peer stays reachable. */
    void suspect(MemberId peer) {
        Listener receiver = listener;
        if (receiver != null && !closed && reachable.contains(peer)) {
            receiver.disappeared(peer);
        }
    }
}
