package io.peergrid.testkit.simulation;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.SimulatedNode;
import io.peergrid.simulation.Simulation;
import java.util.Set;

/** Loses what wakes those who wait. */
final class UnwokenTransport implements Transport {
    private static final int WAKE = 0x42;

    private final Transport real;

    UnwokenTransport(Simulation simulation, SimulatedNode node) {
        real = node.transport();
    }

    @Override
    public MemberId self() {
        return real.self();
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        if (frame[0] != WAKE) {
            real.send(to, lane, frame);
        }
    }

    @Override
    public Set<MemberId> reachable() {
        return real.reachable();
    }

    @Override
    public void start(Listener listener) {
        real.start(listener);
    }

    @Override
    public void close() {
        real.close();
    }
}
