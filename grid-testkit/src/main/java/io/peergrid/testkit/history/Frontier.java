package io.peergrid.testkit.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states that a register may be in at one moment, each with what was put into the order to get there. Among those
 * that differ only in optional operations, only the ones that used fewest are kept: the others can do no more.
 */
final class Frontier implements Iterable<Frontier.Candidate> {
    private final Map<Place, List<Candidate>> candidates = new LinkedHashMap<>();
    private final int width;
    private boolean dropped;

    /**
     * @param state the register's value, null for absent
     * @param done operations still under way that are in the order already
     * @param used optional operations that are in the order
     */
    record Candidate(@Nullable Object state, IntSet done, IntSet used) {}

    private record Place(@Nullable Object state, IntSet done) {}

    /** @param width how many candidates are kept that differ only in optional operations; more are dropped */
    Frontier(int width) {
        this.width = width;
    }

    /** Whether a candidate was dropped for lack of width: finding none later then proves nothing. */
    boolean dropped() {
        return dropped;
    }

    /** @return false if the candidate can do no more than one that is here, or was dropped */
    boolean add(Candidate candidate) {
        List<Candidate> rivals =
                candidates.computeIfAbsent(new Place(candidate.state, candidate.done), place -> new ArrayList<>(1));
        for (Candidate rival : rivals) {
            if (candidate.used.containsAll(rival.used)) {
                return false;
            }
        }
        if (rivals.size() >= width) {
            dropped = true;
            return false;
        }
        rivals.removeIf(rival -> rival.used.containsAll(candidate.used));
        rivals.add(candidate);
        return true;
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    @Override
    public Iterator<Candidate> iterator() {
        return candidates.values().stream().flatMap(List::stream).iterator();
    }
}
