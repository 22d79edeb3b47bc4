package io.peergrid.testkit.simulation;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.SimulatedHost;
import io.peergrid.simulation.SimulatedNode;
import io.peergrid.simulation.Simulation;
import java.util.Set;
import java.util.TreeSet;

/** Lets every life of a host go by one id: what would be if a restarted process were the same member. */
final class ReusedIdTransport implements Transport {
    private final Simulation simulation;
    private final SimulatedNode node;

    ReusedIdTransport(Simulation simulation, SimulatedNode node) {
        this.simulation = simulation;
        this.node = node;
    }

    private static MemberId idOf(int host) {
        return new MemberId(0x100L + host, host);
    }

    private MemberId translate(MemberId real) {
        for (SimulatedHost host : simulation.hosts()) {
            if (host.node() != null && host.node().id().equals(real)) {
                return idOf(host.index());
            }
        }
        return real;
    }

    @Override
    public MemberId self() {
        return idOf(node.host().index());
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        for (SimulatedHost host : simulation.hosts()) {
            if (idOf(host.index()).equals(to) && host.node() != null) {
                node.transport().send(host.node().id(), lane, frame);
            }
        }
    }

    @Override
    public Set<MemberId> reachable() {
        Set<MemberId> reachable = new TreeSet<>();
        node.transport().reachable().forEach(real -> reachable.add(translate(real)));
        return reachable;
    }

    @Override
    public void start(Listener listener) {
        node.transport().start(new Listener() {
            @Override
            public void received(MemberId from, Lane lane, byte[] frame) {
                listener.received(translate(from), lane, frame);
            }

            @Override
            public void appeared(MemberId peer) {
                listener.appeared(translate(peer));
            }

            @Override
            public void disappeared(MemberId peer) {
                listener.disappeared(translate(peer));
            }
        });
    }

    @Override
    public void close() {
        node.transport().close();
    }
}
