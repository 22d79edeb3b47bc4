package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.SimulatedNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life of a simulated member: the machine under test, its toy roles, and what drives it. */
final class ToyMember implements Transport.Listener {
    private static final long POLL_NANOS = 20_000_000L;

    final SimulatedNode node;
    private final ToyCluster cluster;
    final Member self;
    final ToyRoles roles;
    final Membership<ToyBody> membership;
    final List<MembershipEvent> events = new ArrayList<>();
    private final Transport transport;
    private @Nullable Runnable onceLeft;

    ToyMember(ToyCluster cluster, SimulatedNode node, Transport transport) {
        this.node = node;
        this.cluster = cluster;
        this.transport = transport;
        MemberId id = transport.self();
        String name = node.host().name();
        boolean observer = cluster.isObserver(node.host());
        self = new Member(
                id,
                name,
                name,
                "",
                name,
                observer ? 0 : 1,
                !observer,
                false,
                Member.Status.ACTIVE,
                node.process(),
                cluster.spokenBy(node));
        roles = new ToyRoles(id);
        membership = new Membership<>(
                cluster.settingsOf(node),
                self,
                cluster.rules,
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

    /** Asks for a change of the body, for the epoch that is installed. */
    void ask(byte[] request) {
        Configuration<ToyBody> installed = membership.installed();
        if (installed != null) {
            membership.request(request, installed.epoch(), now());
        }
    }

    /** Leaves, and ends the process when it may. */
    void leaveAndExit(Runnable exit) {
        membership.leave(now());
        onceLeft = exit;
    }

    boolean isLeaving() {
        return onceLeft != null;
    }

    private void tick() {
        membership.poll(now(), node.clock().wallMillis());
        if (onceLeft != null && membership.left()) {
            onceLeft.run();
            return;
        }
        node.scheduler().schedule(this::tick, POLL_NANOS);
    }

    @Override
    public void received(MemberId from, Transport.Lane lane, byte[] frame) {
        cluster.received(this, frame);
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
