package io.peergrid.membership;

import java.util.List;
import java.util.Map;

/** What the simulated runs met; a number at zero means that the simulation has gone blind. */
final class Coverage {
    long seeds;
    long events;
    long elections;
    long reproposals;
    long heldBack;
    long foundDead;
    long proven;
    long chosen;
    long rolesTaken;
    long leasesLost;
    long rejoined;
    long left;
    long pauses;
    long raised;
    long refused;

    void count(MembershipEvent event) {
        if (event instanceof MembershipEvent.LeaderElected elected
                && !elected.voters().isEmpty()) {
            elections++;
        } else if (event instanceof MembershipEvent.SuccessorProposed proposed && proposed.again()) {
            reproposals++;
        } else if (event instanceof MembershipEvent.SuccessorHeldBack) {
            heldBack++;
        } else if (event instanceof MembershipEvent.FoundDead dead) {
            foundDead++;
            proven += dead.proven() ? 1 : 0;
        } else if (event instanceof MembershipEvent.LeaseLost) {
            leasesLost++;
        } else if (event instanceof MembershipEvent.Removed) {
            rejoined++;
        } else if (event instanceof MembershipEvent.Left) {
            left++;
        } else if (event instanceof MembershipEvent.Paused) {
            pauses++;
        } else if (event instanceof MembershipEvent.JoinRefused) {
            refused++;
        }
    }

    /** What never happened. */
    List<String> blindSpots() {
        Map<String, Long> counts = Map.ofEntries(
                Map.entry("elections", elections),
                Map.entry("re-proposals", reproposals),
                Map.entry("held back", heldBack),
                Map.entry("found dead", foundDead),
                Map.entry("proven dead", proven),
                Map.entry("roles taken", rolesTaken),
                Map.entry("leases lost", leasesLost),
                Map.entry("removed and back", rejoined),
                Map.entry("left", left),
                Map.entry("pauses", pauses),
                Map.entry("versions raised", raised));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public String toString() {
        return ("%d seeds, %,d events: %d elections, %d re-proposals, %d held back, %d found dead (%d proven), %d chosen,"
                        + " %d roles taken, %d leases lost, %d removed and back, %d left, %d pauses, %d versions raised, %d refused")
                .formatted(
                        seeds,
                        events,
                        elections,
                        reproposals,
                        heldBack,
                        foundDead,
                        proven,
                        chosen,
                        rolesTaken,
                        leasesLost,
                        rejoined,
                        left,
                        pauses,
                        raised,
                        refused);
    }
}
