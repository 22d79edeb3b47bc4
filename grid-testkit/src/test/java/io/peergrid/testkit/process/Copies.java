package io.peergrid.testkit.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Waits until a grid of processes has spread its slots. */
final class Copies {
    private static final int HEADER = 4;

    private Copies() {}

    /** Until that many members answer for slots, all copies are there and nothing is under way. */
    static void await(ProcessMember asked, int members, Duration within) {
        Awaitility.await("all copies")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(within)
                .ignoreExceptions()
                .until(() -> areComplete(asked.topology(), members));
    }

    /** The ids of the members that a topology names. */
    static Set<String> members(List<String> topology) {
        return topology.subList(HEADER, topology.size()).stream()
                .map(share -> share.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    static boolean areComplete(List<String> topology, int members) {
        boolean quiet = topology.subList(1, HEADER).stream().allMatch("0"::equals);
        boolean allHold = topology.subList(HEADER, topology.size()).stream()
                .noneMatch(share -> share.split(" ", 3)[1].equals("0"));
        return quiet && allHold && topology.size() == HEADER + members;
    }
}
