package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.NetworkConditions;
import io.peergrid.simulation.SimulatedHost;
import io.peergrid.simulation.SimulatedNode;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Members of one simulated cluster, one a host. */
final class ToyCluster {
    static final long MILLIS = 1_000_000L;
    static final long SECONDS = 1_000_000_000L;

    final Simulation simulation;
    final MembershipSettings settings;
    final MembershipRules safety;
    final ProcessWitness witness;
    final List<ToyMember> members = new ArrayList<>();
    private final boolean reuseIds;
    /** Of members that are started from now on. */
    BodyRules<ToyBody> rules = new ToyRules();

    private Function<SimulatedNode, SpokenVersions> release = node -> SpokenVersions.ofThisCode("");

    private int observersFrom = Integer.MAX_VALUE;
    private BiConsumer<ToyMember, MembershipEvent> listener = (member, event) -> {};
    private BiConsumer<ToyMember, byte[]> frames = (member, frame) -> {};

    ToyCluster(Simulation simulation, MembershipSettings settings, MembershipRules safety, boolean provable) {
        this(simulation, settings, safety, provable, false);
    }

    ToyCluster(
            Simulation simulation,
            MembershipSettings settings,
            MembershipRules safety,
            boolean provable,
            boolean reuseIds) {
        this.reuseIds = reuseIds;
        this.simulation = simulation;
        this.settings = settings;
        this.safety = safety;
        this.witness = provable ? simulation.witness() : ProcessWitness.NONE;
    }

    static ToyCluster calm(long seed, int expected, boolean provable) {
        Simulation simulation = new Simulation(seed, NetworkConditions.PERFECT, Set.of());
        return new ToyCluster(
                simulation, MembershipSettings.lan("toy", expected), MembershipRules.standard(), provable);
    }

    /** Whether members can prove each other's death. */
    boolean provable() {
        return witness != ProcessWitness.NONE;
    }

    /** Of a cluster that one member founds, the first host's first life founds it. */
    MembershipSettings settingsOf(SimulatedNode node) {
        return settings.withMayFound(settings.expectedMembers() > 1 || members.isEmpty());
    }

    /** What a life speaks that starts now; what another release would. */
    SpokenVersions spokenBy(SimulatedNode node) {
        return release.apply(node);
    }

    /** @param versions what a life speaks that starts */
    void release(Function<SimulatedNode, SpokenVersions> versions) {
        release = versions;
    }

    /** From now on hosts with these indexes run observers. */
    void observersFrom(int host) {
        observersFrom = host;
    }

    boolean isObserver(SimulatedHost host) {
        return host.index() >= observersFrom;
    }

    void listen(BiConsumer<ToyMember, MembershipEvent> newListener) {
        listener = newListener;
    }

    void seen(ToyMember member, MembershipEvent event) {
        listener.accept(member, event);
    }

    void listenToFrames(BiConsumer<ToyMember, byte[]> newListener) {
        frames = newListener;
    }

    void received(ToyMember member, byte[] frame) {
        frames.accept(member, frame);
    }

    SimulatedHost add() {
        return simulation.addHost(this::boot);
    }

    ToyCluster start(int hosts) {
        for (int i = 0; i < hosts; i++) {
            add().start();
        }
        return this;
    }

    private void boot(SimulatedNode node) {
        ToyMember member = new ToyMember(this, node, transport(node));
        members.add(member);
        member.start();
    }

    private Transport transport(SimulatedNode node) {
        return reuseIds ? new ReusedIdTransport(simulation, node) : node.transport();
    }

    /** The member that runs on a host, or the last that did. */
    ToyMember on(int host) {
        ToyMember found = null;
        for (ToyMember member : members) {
            if (member.node.host().index() == host) {
                found = member;
            }
        }
        if (found == null) {
            throw new IllegalStateException("nothing ran on host " + host);
        }
        return found;
    }

    List<ToyMember> running() {
        return members.stream().filter(m -> !m.node.crashed()).toList();
    }

    /** Whether everybody who runs is an active member of one configuration, and has a lease. */
    boolean settled() {
        List<ToyMember> running = running();
        long up = simulation.hosts().stream().filter(SimulatedHost::up).count();
        if (running.isEmpty() || running.size() != up) {
            return false;
        }
        Configuration<ToyBody> first = running.get(0).membership.installed();
        if (first == null
                || first.members().stream()
                                .filter(m -> m.status() == Member.Status.ACTIVE)
                                .count()
                        != running.size()) {
            return false;
        }
        for (ToyMember member : running) {
            Configuration<ToyBody> now = member.membership.installed();
            if (now == null
                    || !now.hash().equals(first.hash())
                    || !isActive(now, member.self.id())
                    || member.hasLease() == member.self.observer()
                    || member.membership.leader() == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean isActive(Configuration<ToyBody> now, MemberId id) {
        return now.member(id).map(m -> m.status() == Member.Status.ACTIVE).orElse(false);
    }

    boolean settles(long withinNanos) {
        return simulation.runUntil(this::settled, withinNanos);
    }

    /** Where everybody stands, for a failure's message. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (ToyMember member : running()) {
            Configuration<ToyBody> now = member.membership.installed();
            text.append("%n%s epoch %s of %s, leader %s term %d promised %d, lease %s, accepted %s, %s"
                    .formatted(
                            member,
                            now == null ? "none" : now.epoch(),
                            now == null
                                    ? ""
                                    : now.members().stream()
                                            .map(m -> m.name() + "/" + m.status() + (m.voter() ? "/v" : ""))
                                            .toList(),
                            member.membership.leader() == null
                                    ? "none"
                                    : member.membership.leader().brief(),
                            member.membership.leadsTerm(),
                            member.membership.promisedTerm(),
                            member.hasLease(),
                            member.membership.accepted() != null,
                            member.membership.joinStatus()));
        }
        return text.toString();
    }
}
