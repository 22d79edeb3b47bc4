package io.peergrid.testkit.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the faults of one or more runs met. A sum with a zero means that the simulation has gone blind there.
 *
 * @param runs seeds
 * @param events tasks and deliveries
 * @param operations of clients, of whatever outcome
 * @param failovers configurations that gave slots of a member that had not handed them over to others
 * @param promotions slots whose primary was replaced so
 * @param reproposals proposals of a value that an earlier leader may have brought through
 * @param learnersPromoted learners that became in-sync copies, by slot
 * @param moves slots whose primary handed over by plan
 * @param refused operations that surely did nothing
 * @param unknown operations of unknown outcome
 * @param lostSlots slots of which every copy had died, created anew; not checked further
 * @param stuckRuns runs of which the majority had died, so that no progress was due
 * @param versionsRaised configurations in which the last member of an older release was gone
 * @param servedElsewhere pops that waited until another member answered for their queue, and got an element there
 * @param locksTaken holds that clients got
 * @param byType operations with each of the other types, counted above, too, and further figures of types
 */
public record SimulationCounters(
        long runs,
        long events,
        long operations,
        long failovers,
        long promotions,
        long reproposals,
        long learnersPromoted,
        long moves,
        long refused,
        long unknown,
        long lostSlots,
        long stuckRuns,
        long versionsRaised,
        long servedElsewhere,
        long locksTaken,
        Map<String, Long> byType) {

    public SimulationCounters {
        byType = Collections.unmodifiableMap(new TreeMap<>(byType));
    }

    /** Of no run. */
    public static final SimulationCounters NONE =
            new SimulationCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    public SimulationCounters plus(SimulationCounters other) {
        return new SimulationCounters(
                runs + other.runs,
                events + other.events,
                operations + other.operations,
                failovers + other.failovers,
                promotions + other.promotions,
                reproposals + other.reproposals,
                learnersPromoted + other.learnersPromoted,
                moves + other.moves,
                refused + other.refused,
                unknown + other.unknown,
                lostSlots + other.lostSlots,
                stuckRuns + other.stuckRuns,
                versionsRaised + other.versionsRaised,
                servedElsewhere + other.servedElsewhere,
                locksTaken + other.locksTaken,
                sum(byType, other.byType));
    }

    private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> others) {
        Map<String, Long> sum = new TreeMap<>(some);
        others.forEach((type, count) -> sum.merge(type, count, Long::sum));
        return sum;
    }

    /** The names of what was never met although it must be. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        addIfZero(missing, "failovers", failovers);
        addIfZero(missing, "promotions", promotions);
        addIfZero(missing, "re-proposals", reproposals);
        addIfZero(missing, "learners promoted", learnersPromoted);
        addIfZero(missing, "moves", moves);
        addIfZero(missing, "refused answers", refused);
        addIfZero(missing, "unknown answers", unknown);
        addIfZero(missing, "versions raised", versionsRaised);
        addIfZero(missing, "pops served by a later owner", servedElsewhere);
        addIfZero(missing, "locks taken", locksTaken);
        addIfZero(missing, AsynchronousType.LOST, byType.getOrDefault(AsynchronousType.LOST, 0L));
        addIfZero(missing, NearType.NEAR_READS, byType.getOrDefault(NearType.NEAR_READS, 0L));
        addIfZero(missing, NearType.HOT_READS, byType.getOrDefault(NearType.HOT_READS, 0L));
        SimulatedTypes.names().forEach(type -> addIfZero(missing, type, byType.getOrDefault(type, 0L)));
        return missing;
    }

    private static void addIfZero(List<String> missing, String name, long count) {
        if (count == 0) {
            missing.add(name);
        }
    }

    @Override
    public String toString() {
        return runs + " seeds, " + events + " events, " + operations + " operations: " + failovers + " failovers, "
                + promotions + " promotions, " + reproposals + " re-proposals, " + learnersPromoted
                + " learners promoted, " + moves + " moves, " + refused + " refused, " + unknown + " unknown, "
                + lostSlots + " slots died out, " + stuckRuns + " runs without a majority left, " + versionsRaised
                + " wire versions raised, " + servedElsewhere + " pops served by a later owner, "
                + locksTaken + " locks taken, of the operations with " + byType;
    }
}
