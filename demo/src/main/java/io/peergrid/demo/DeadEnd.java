package io.peergrid.demo;

import io.peergrid.GridTopology;
import io.peergrid.GridTopology.MemberShare;
import io.peergrid.GridTopology.SlotRange;
import io.peergrid.GridTopology.Status;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Sees in advance what a fault would take from the grid for good, and names the way out. */
final class DeadEnd {
    private final GridTopology topology;
    private final Set<String> silent;

    /**
     * @param paused names of members whose processes are frozen
     * @param victim name of the member the fault aims at
     */
    private DeadEnd(GridTopology topology, Set<String> paused, String victim) {
        this.topology = topology;
        silent = new HashSet<>(paused);
        silent.add(victim);
    }

    static Optional<String> ofKill(GridTopology topology, Set<String> paused, String victim) {
        DeadEnd end = new DeadEnd(topology, paused, victim);
        int voters = end.voters();
        int left = end.votersLeft();
        if (left == 0) {
            return Optional.of(victim + " is the last member that runs: all data would go with it.\n"
                    + "Way out: add, wait until nodes shows all copies, then kill.");
        }
        // A process that has certainly ended counts for the survivors when the number of votes is even.
        if (left * 2 < voters) {
            return Optional.of("That leaves " + left + " of " + voters + " votes: no majority, so nothing would be\n"
                    + "promoted and calls would be refused. Way out: " + end.resumeOrAdd());
        }
        int lost = end.slotsWithoutCopy();
        if (lost > 0) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s holds the only running copy of %,d slots: their cities would be lost.%nWay out: %s",
                    victim,
                    lost,
                    paused.isEmpty() ? "wait until nodes says that all copies are complete." : end.resumeOrAdd()));
        }
        return Optional.empty();
    }

    static Optional<String> ofPause(GridTopology topology, Set<String> paused, String victim) {
        DeadEnd end = new DeadEnd(topology, paused, victim);
        int voters = end.voters();
        int left = end.votersLeft();
        // A frozen process has not ended: nothing is proven, and half of the votes is not enough.
        if (left * 2 <= voters) {
            return Optional.of(
                    "That leaves " + left + " of " + voters + " votes. A frozen process may come back, so the"
                            + " rest cannot\ntake over: calls are refused until resume. Way out: " + end.resumeOrAdd());
        }
        return Optional.empty();
    }

    static Optional<String> ofStop(GridTopology topology, Set<String> paused, String victim) {
        DeadEnd end = new DeadEnd(topology, paused, victim);
        int left = end.votersLeft();
        if (left == 0) {
            return Optional.of(victim + " is the last member that runs: there is nobody to hand its data to.\n"
                    + "Way out: " + end.resumeOrAdd());
        }
        if (left * 2 <= end.voters() - 1) {
            return Optional.of("That leaves " + left + " of " + (end.voters() - 1) + " votes: no majority. Way out: "
                    + end.resumeOrAdd());
        }
        return Optional.empty();
    }

    private String resumeOrAdd() {
        return silent.size() > 1 ? "resume what is paused first." : "add a member first.";
    }

    private int voters() {
        return (int) topology.members().stream().filter(MemberShare::voter).count();
    }

    private int votersLeft() {
        return (int) topology.members().stream()
                .filter(MemberShare::voter)
                .filter(share -> share.status() != Status.DOWN)
                .filter(share -> !silent.contains(share.member().name()))
                .count();
    }

    private int slotsWithoutCopy() {
        int count = 0;
        for (SlotRange range : topology.slots()) {
            boolean primaryRuns =
                    range.primary() != null && !silent.contains(range.primary().name());
            boolean backupRuns = range.backups().stream().anyMatch(backup -> !silent.contains(backup.name()));
            count += primaryRuns || backupRuns || range.primary() == null ? 0 : range.count();
        }
        return count;
    }
}
