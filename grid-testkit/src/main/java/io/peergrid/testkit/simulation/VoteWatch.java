package io.peergrid.testkit.simulation;

import io.peergrid.GridEvent;
import io.peergrid.GridMember;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listens to what members tell of votes: one a member and term (I2), one leader a term, voters listed (I3). */
final class VoteWatch {
    private final Map<String, String> votes = new HashMap<>();
    private final Map<Long, String> leaders = new HashMap<>();
    private @Nullable Violation found;

    /** A listener's exceptions end with its call, so what was found is kept until somebody looks. */
    void check() {
        if (found != null) {
            throw found;
        }
    }

    /** @param chosen the configurations seen so far, by epoch */
    void happened(GridEvent event, Map<Long, Configuration<SlotTable>> chosen) {
        if (event instanceof GridEvent.Voted voted) {
            String candidate = voted.candidate().id();
            String before = votes.put(voted.voter().id() + '/' + voted.term(), candidate);
            if (before != null && !before.equals(candidate)) {
                found = new Violation("I2: " + voted.voter() + " voted twice in term " + voted.term());
            }
        } else if (event instanceof GridEvent.LeaderElected elected) {
            String leader = elected.leader().id();
            String before = leaders.put(elected.term(), leader);
            if (before != null && !before.equals(leader)) {
                found = new Violation("I2: two leaders in term " + elected.term());
            }
            checkVoters(elected.voters(), chosen.get(elected.epoch()), elected);
        }
    }

    private void checkVoters(
            List<GridMember> voters, @Nullable Configuration<SlotTable> base, GridEvent.LeaderElected elected) {
        if (base == null || voters.isEmpty()) {
            return;
        }
        List<String> listed =
                base.voters().stream().map(member -> member.id().toString()).toList();
        for (GridMember voter : voters) {
            if (!listed.contains(voter.id())) {
                found = new Violation("I3: " + voter + " does not vote in epoch " + base.epoch() + ", but "
                        + elected.leader() + " counted it");
            }
        }
        // Half of them is enough only beside a proof of death.
        if (2 * voters.size() < listed.size()) {
            throw new Violation(
                    "I3: " + voters.size() + " of " + listed.size() + " voters elected " + elected.leader());
        }
    }
}
