package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every event, whatever the members believe. Sees all of them at once and keeps what none of them
 * knows: which successors a majority accepted, and when.
 */
final class MembershipInvariants {
    private static final ToyRules RULES = new ToyRules();

    private final ToyCluster cluster;
    private final TreeMap<Long, Configuration<ToyBody>> chosen = new TreeMap<>();
    private final Map<String, Set<MemberId>> accepts = new HashMap<>();
    private final Map<String, MemberId> votes = new HashMap<>();
    private final Map<String, MemberId> leaders = new HashMap<>();
    private final Map<ToyMember, Watch> watches = new HashMap<>();
    private final Coverage coverage;

    /** What was last seen of a member. */
    private static final class Watch {
        @Nullable
        Configuration<ToyBody> installed;

        long newest = -1;
        long lost;
    }

    MembershipInvariants(ToyCluster cluster, Coverage coverage) {
        this.cluster = cluster;
        this.coverage = coverage;
    }

    /** A broken invariant. */
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1L;
        final String invariant;

        Violation(String invariant, String detail) {
            super(invariant + ": " + detail);
            this.invariant = invariant;
        }
    }

    private static void require(boolean holds, String invariant, Supplier<String> detail) {
        if (!holds) {
            throw new Violation(invariant, detail.get());
        }
    }

    void seen(ToyMember member, MembershipEvent event) {
        coverage.count(event);
        if (event instanceof MembershipEvent.VoteGiven vote) {
            MemberId before = votes.putIfAbsent(
                    member.self.id() + "/" + vote.term(), vote.candidate().id());
            require(
                    before == null || before.equals(vote.candidate().id()),
                    "I2",
                    () -> member + " voted twice in term " + vote.term());
        } else if (event instanceof MembershipEvent.LeaderElected elected
                && !elected.voters().isEmpty()) {
            String ballot = elected.epoch() + "/" + elected.term();
            MemberId before = leaders.putIfAbsent(ballot, elected.leader().id());
            require(before == null || before.equals(elected.leader().id()), "I2", () -> "two leaders of " + ballot);
        } else if (event instanceof MembershipEvent.SuccessorAccepted) {
            MembershipMessage.Accepted accepted = member.membership.accepted();
            require(
                    accepted != null && accepted.term() == member.membership.promisedTerm(),
                    "I2",
                    () -> member + " accepted below its term");
            accepted(member, accepted);
        } else if (event instanceof MembershipEvent.ConfigurationInstalled) {
            watch(member, watches.computeIfAbsent(member, unused -> new Watch()));
        }
    }

    void check() {
        for (ToyMember member : cluster.members) {
            if (!member.node.crashed()) {
                watch(member, watches.computeIfAbsent(member, unused -> new Watch()));
            }
        }
        checkService();
    }

    private void watch(ToyMember member, Watch watch) {
        Configuration<ToyBody> installed = member.membership.installed();
        boolean news = installed != null
                && (watch.installed == null || !watch.installed.hash().equals(installed.hash()));
        if (news) {
            require(
                    watch.installed == null || watch.installed.epoch() < installed.epoch(),
                    "I4",
                    () -> member + " went back to " + installed.epoch());
            watch.installed = installed;
            watch.newest = -1;
            installed(member, installed);
        }
    }

    /** I29: whoever sends by a configuration that lists the receiver writes so that it can read. */
    void received(ToyMember member, byte[] bytes) {
        int version = MembershipCodec.version(bytes);
        if (version == 0 || member.self.speaks().include(version)) {
            return;
        }
        Configuration<ToyBody> of = chosen.get(MembershipCodec.decode(bytes).epoch());
        require(
                of == null || !of.lists(member.self.id()),
                "I29",
                () -> member + " cannot read version " + version + " of a member that lists it");
    }

    private static void requireVersions(Configuration<ToyBody> now) {
        require(
                now.members().stream().allMatch(m -> m.speaks().include(now.wireVersion())),
                "I29",
                () -> "somebody does not speak the version of epoch " + now.epoch() + ": " + now);
    }

    private void accepted(ToyMember member, MembershipMessage.Accepted accepted) {
        Proposal proposal = accepted.proposal();
        Configuration<ToyBody> before = chosen.get(proposal.epoch() - 1);
        require(
                before != null && before.hash().equals(proposal.previousHash()),
                "I5",
                () -> member + " accepted a successor of what was not chosen");
        String ballot = accepted.term() + "/" + proposal.hash();
        Set<MemberId> by = accepts.computeIfAbsent(ballot, unused -> new HashSet<>());
        by.add(member.self.id());
        Set<MemberId> voters = ConfigurationChain.voterIds(before);
        if (by.stream().filter(voters::contains).count() >= Quorum.majority(voters.size())) {
            chosen(before, successor(before, proposal));
        }
    }

    private static Configuration<ToyBody> successor(Configuration<ToyBody> before, Proposal proposal) {
        return new Configuration<>(
                before.clusterId(),
                before.lineage(),
                proposal.epoch(),
                proposal.hash(),
                proposal.wireVersion(),
                proposal.members(),
                RULES.decode(new WireReader(proposal.delta())));
    }

    private void installed(ToyMember member, Configuration<ToyBody> now) {
        Configuration<ToyBody> known = chosen.get(now.epoch());
        if (known == null && now.epoch() == 0) {
            require(chosen.isEmpty(), "I1", () -> "founded twice");
            chosen.put(0L, now);
            requireVersions(now);
        } else if (known == null) {
            Configuration<ToyBody> before = chosen.get(now.epoch() - 1);
            require(
                    before != null && acceptedWithProof(before, now),
                    "I5",
                    () -> member + " installed what was not chosen");
            chosen(before, now);
        } else {
            require(known.hash().equals(now.hash()), "I1", () -> "two configurations of epoch " + now.epoch());
        }
    }

    /** Half of an even number of voters accepted it in one term, and another voter is dead for certain. */
    private boolean acceptedWithProof(Configuration<ToyBody> before, Configuration<ToyBody> now) {
        Set<MemberId> voters = ConfigurationChain.voterIds(before);
        boolean someoneDied = cluster.members.stream().anyMatch(m -> voters.contains(m.self.id()) && m.node.crashed());
        boolean half = accepts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith("/" + now.hash())
                        && 2
                                        * entry.getValue().stream()
                                                .filter(voters::contains)
                                                .count()
                                >= voters.size());
        return someoneDied && half && voters.size() % 2 == 0;
    }

    private void chosen(Configuration<ToyBody> before, Configuration<ToyBody> now) {
        Configuration<ToyBody> known = chosen.putIfAbsent(now.epoch(), now);
        require(known == null || known.hash().equals(now.hash()), "I1", () -> "two chosen at epoch " + now.epoch());
        if (known != null) {
            return;
        }
        coverage.chosen++;
        requireVersions(now);
        require(now.wireVersion() >= before.wireVersion(), "I29", () -> "the version fell at epoch " + now.epoch());
        coverage.raised += now.wireVersion() > before.wireVersion() ? 1 : 0;
        for (int i = 0; i < ToyBody.SLOTS; i++) {
            int slot = i;
            MemberId primary = now.body().slots().get(slot).primary();
            require(
                    primary == null || before.body().slots().get(slot).inSync().contains(primary),
                    "I16",
                    () -> "slot " + slot + " promoted a member that was not in sync");
        }
        for (ToyMember member : cluster.running()) {
            long lost = ToyBody.lost(before.body(), now.body(), member.self.id());
            if (lost != 0) {
                coverage.rolesTaken++;
            }
        }
    }

    /** I20 and I8: who was relieved of a role serves it no more; nobody shares a primary. */
    private void checkService() {
        long newest = chosen.isEmpty() ? -1 : chosen.lastKey();
        long primaries = 0;
        for (ToyMember member : cluster.members) {
            Watch watch = watches.get(member);
            if (member.node.crashed() || watch == null || watch.installed == null || !member.hasLease()) {
                continue;
            }
            long serving = member.roles.serving();
            if (watch.newest != newest) {
                watch.newest = newest;
                watch.lost = lost(member, watch.installed);
            }
            require(
                    (serving & watch.lost) == 0,
                    "I20",
                    () -> member + " serves at epoch " + watch.installed.epoch() + " what was taken from it");
            long own = serving & ((1L << ToyBody.SLOTS) - 1);
            require((primaries & own) == 0, "I8", () -> "two members order one slot");
            primaries |= own;
        }
    }

    private long lost(ToyMember member, Configuration<ToyBody> installed) {
        long lost = 0;
        for (Configuration<ToyBody> later :
                chosen.tailMap(installed.epoch(), false).values()) {
            lost |= ToyBody.lost(installed.body(), later.body(), member.self.id());
        }
        return lost;
    }

    @Nullable
    Configuration<ToyBody> newest() {
        return chosen.isEmpty() ? null : chosen.lastEntry().getValue();
    }

    /** The configurations that may come next: somebody accepted them. */
    List<Configuration<ToyBody>> pending() {
        List<Configuration<ToyBody>> pending = new ArrayList<>();
        Configuration<ToyBody> last = newest();
        for (ToyMember member : cluster.running()) {
            MembershipMessage.Accepted accepted = member.membership.accepted();
            if (last != null && accepted != null && accepted.proposal().epoch() == last.epoch() + 1) {
                pending.add(successor(last, accepted.proposal()));
            }
        }
        return pending;
    }
}
