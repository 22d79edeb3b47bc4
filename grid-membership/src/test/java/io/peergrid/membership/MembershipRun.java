package io.peergrid.membership;

import static io.peergrid.membership.ToyCluster.MILLIS;
import static io.peergrid.membership.ToyCluster.SECONDS;

import io.peergrid.ports.MemberId;
import io.peergrid.simulation.FaultKind;
import io.peergrid.simulation.FaultPlan;
import io.peergrid.simulation.FaultSettings;
import io.peergrid.simulation.NetworkConditions;
import io.peergrid.simulation.SimulatedHost;
import io.peergrid.simulation.Simulation;
import io.peergrid.simulation.SplitMixRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One seed: a cluster of 3 to 7 hosts under faults, checked after each event, then healed and expected to recover. */
final class MembershipRun {
    private static final long HEAL = 20 * SECONDS;
    private static final long RECOVERY = 30 * SECONDS;
    private static final FaultSettings FAULTS = new FaultSettings(
            EnumSet.allOf(FaultKind.class),
            2 * SECONDS,
            HEAL,
            600 * MILLIS,
            100 * MILLIS,
            5 * SECONDS,
            5 * SECONDS,
            4 * SECONDS,
            0.05);

    final Simulation simulation;
    final ToyCluster cluster;
    final MembershipInvariants invariants;
    private final Coverage coverage;
    private final SplitMixRandom random;
    private final Set<Integer> hostsSeen = new HashSet<>();
    private boolean busy = true;

    MembershipRun(long seed, MembershipRules safety, boolean reuseIds, Coverage coverage) {
        this.coverage = coverage;
        SplitMixRandom shape = SplitMixRandom.stream(seed, 4711);
        NetworkConditions conditions = shape.nextBoolean() ? NetworkConditions.HOSTILE : NetworkConditions.LAN;
        simulation = new Simulation(seed, conditions, Set.of());
        random = simulation.random();
        int hosts = 3 + shape.nextInt(shape.nextInt(4) == 0 ? 5 : 3);
        boolean founders = shape.nextBoolean();
        boolean provable = shape.nextInt(3) == 0;
        cluster = new ToyCluster(
                simulation, MembershipSettings.lan("toy", founders ? hosts : 1), safety, provable, reuseIds);
        if (shape.nextBoolean()) {
            int oldHost = shape.nextInt(hosts);
            cluster.release(node -> release(node.host().index(), oldHost));
            simulation.after(SECONDS, this::upgradeTheRefused);
        }
        invariants = new MembershipInvariants(cluster, coverage);
        cluster.listen(invariants::seen);
        cluster.listenToFrames(invariants::received);
        simulation.afterEachEvent(invariants::check);
        simulation.allowCrashes(this::survives);
        cluster.start(hosts);
        simulation.inject(FaultPlan.draw(simulation.stream("faults"), FAULTS, hosts));
        simulation.after(SECONDS, this::disturb);
    }

    void run() {
        simulation.runUntil(HEAL);
        busy = false;
        boolean settled = cluster.settles(RECOVERY) && progresses();
        coverage.seeds++;
        coverage.events += simulation.events();
        if (!settled) {
            throw new MembershipInvariants.Violation("progress", "no recovery: " + cluster.describe());
        }
    }

    /** Someone's wish is still granted. */
    private boolean progresses() {
        if (nobodyCanTakeOver()) {
            return true;
        }
        ToyMember asker = cluster.running().get(0);
        long before = asker.membership.installed().epoch();
        simulation.after(0, () -> wishAgain(asker));
        return simulation.runUntil(() -> asker.membership.installed().epoch() > before, 5 * SECONDS);
    }

    /** Every copy but the primary's is on members that are down: nothing to wish for, whatever they agree on. */
    private boolean nobodyCanTakeOver() {
        Configuration<ToyBody> newest = invariants.newest();
        Set<MemberId> alive = new HashSet<>();
        cluster.running().forEach(member -> alive.add(member.self.id()));
        return newest != null
                && newest.body().slots().stream().noneMatch(slot -> slot.inSync().stream()
                        .anyMatch(holder -> alive.contains(holder) && !holder.equals(slot.primary())));
    }

    private void wishAgain(ToyMember asker) {
        wish(asker, ToyRules.MOVE);
        simulation.after(100 * MILLIS, () -> wishAgain(asker));
    }

    /** One host begins with the old release, the others with the next; whoever is restarted gets the newest. */
    private SpokenVersions release(int host, int oldHost) {
        boolean first = hostsSeen.add(host);
        return new SpokenVersions(1, first && host == oldHost ? 1 : first ? 2 : 3, "");
    }

    /** Who was away while the others went on to a newer release is restarted with it, as an operator would. */
    private void upgradeTheRefused() {
        simulation.after(500 * MILLIS, this::upgradeTheRefused);
        Configuration<ToyBody> newest = invariants.newest();
        for (ToyMember member : cluster.running()) {
            boolean out = newest != null && !newest.lists(member.self.id());
            if (out && member.membership.joinRefusal() != null) {
                member.node.host().crash();
                member.node.host().start();
            }
        }
    }

    /** Requests of all kinds, and now and then somebody leaves. */
    private void disturb() {
        if (!busy) {
            return;
        }
        simulation.after(random.nextLong(300 * MILLIS), this::disturb);
        List<ToyMember> running = cluster.running();
        if (running.isEmpty()) {
            return;
        }
        ToyMember member = running.get(random.nextInt(running.size()));
        if (random.nextInt(100) == 0) {
            member.node.scheduler().execute(() -> leave(member));
        } else {
            int kind = random.nextInt(4);
            member.node.scheduler().execute(() -> wish(member, kind));
        }
    }

    private void leave(ToyMember member) {
        SimulatedHost host = member.node.host();
        if (allVotersRun()) {
            member.leaveAndExit(() -> {
                host.crash();
                simulation.after(random.nextLong(3 * SECONDS), () -> {
                    if (!host.up()) {
                        host.start();
                    }
                });
            });
        }
    }

    /** A leave takes a voter away for good: it and a crash at once are more than three voters are meant to survive. */
    private boolean allVotersRun() {
        Configuration<ToyBody> newest = invariants.newest();
        if (newest == null || newest.voters().size() < 3) {
            return false;
        }
        long running = cluster.running().stream()
                .filter(m -> !m.isLeaving() && hasInstalled(m, newest))
                .filter(m -> newest.member(m.self.id()).map(Member::voter).orElse(false))
                .count();
        return running == newest.voters().size();
    }

    private void wish(ToyMember member, int kind) {
        Configuration<ToyBody> installed = member.membership.installed();
        if (installed == null) {
            return;
        }
        int slot = random.nextInt(ToyBody.SLOTS);
        MemberId primary = installed.body().slots().get(slot).primary();
        List<MemberId> pool = new ArrayList<>(
                kind == ToyRules.ADD
                        ? ConfigurationChain.ids(installed.members())
                        : installed.body().slots().get(slot).inSync());
        pool.remove(primary);
        if (pool.isEmpty() || (kind == ToyRules.OFFER && !member.self.id().equals(primary))) {
            return;
        }
        if (kind == ToyRules.OFFER) {
            member.roles.offer(slot);
        }
        MemberId target = pool.get(random.nextInt(pool.size()));
        member.ask(ToyRules.request(kind, slot, target));
    }

    /**
     * A crash may not take the majority of what was chosen, nor of what may be chosen next: nobody promises to survive
     * that.
     */
    private boolean survives(SimulatedHost host) {
        Configuration<ToyBody> newest = invariants.newest();
        if (newest == null
                || foundingGoesOn(newest)
                || cluster.running().stream().anyMatch(ToyMember::isLeaving)) {
            return false;
        }
        for (Configuration<ToyBody> pending : invariants.pending()) {
            if (!keepsMajority(pending, host, false)) {
                return false;
            }
        }
        return keepsMajority(newest, host, true);
    }

    private boolean foundingGoesOn(Configuration<ToyBody> newest) {
        return newest.epoch() == 0;
    }

    private boolean keepsMajority(Configuration<ToyBody> configuration, SimulatedHost host, boolean installed) {
        Set<MemberId> voters = ConfigurationChain.voterIds(configuration);
        long left = cluster.running().stream()
                .filter(m -> m.node.host() != host && voters.contains(m.self.id()))
                .filter(m -> !installed || hasInstalled(m, configuration))
                .count();
        boolean half = cluster.provable() && voters.size() % 2 == 0 && 2 * left == voters.size();
        return half || left >= Quorum.majority(voters.size());
    }

    private static boolean hasInstalled(ToyMember member, Configuration<ToyBody> configuration) {
        Configuration<ToyBody> own = member.membership.installed();
        return own != null && own.epoch() >= configuration.epoch();
    }
}
