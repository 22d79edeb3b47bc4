package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.SimulatedNode;
import java.util.ArrayList;
import java.util.List;

/** One life of a simulated member: the machine under test, its toy roles, and what drives it. */
final class ToyMember implements Transport.Listener {
    private static final long POLL_NANOS = 20_000_000L;

    final SimulatedNode node;
    final Member self;
    final ToyRoles roles;
    final Membership<ToyBody> membership;
    final List<MembershipEvent> events = new ArrayList<>();
    private final Transport transport;

    ToyMember(ToyCluster cluster, SimulatedNode node, Transport transport) {
        this.node = node;
        this.transport = transport;
        MemberId id = transport.self();
        String name = node.host().name();
        self = new Member(id, name, name, "", "", 1, true, false, Member.Status.ACTIVE, node.process());
        roles = new ToyRoles(id);
        membership = new Membership<>(
                cluster.settingsOf(node),
                self,
                new ToyRules(),
                roles,
                cluster.safety,
                transport,
                cluster.witness,
                node.random(),
                event -> {
                    events.add(event);
                    cluster.seen(this, event);
                });
    }

    void start() {
        transport.start(this);
        membership.start(now());
        tick();
    }

    long now() {
        return node.clock().nanoTime();
    }

    boolean hasLease() {
        return membership.lease().isValid(now());
    }

    private void tick() {
        membership.poll(now(), node.clock().wallMillis());
        node.scheduler().schedule(this::tick, POLL_NANOS);
    }

    @Override
    public void received(MemberId from, Transport.Lane lane, byte[] frame) {
        membership.received(from, frame, now());
    }

    @Override
    public void appeared(MemberId peer) {
        membership.appeared(peer, now());
    }

    @Override
    public void disappeared(MemberId peer) {
        membership.disappeared(peer, now());
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
