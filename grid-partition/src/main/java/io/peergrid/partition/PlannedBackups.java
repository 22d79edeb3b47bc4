package io.peergrid.partition;

import io.peergrid.membership.Member;
import java.util.Arrays;
import java.util.List;

/** Plans who else holds a copy, when the primaries are settled. */
final class PlannedBackups extends PlannedFlow {
    private static final int COPY = 64;
    /** Worth the few copies it takes to part two members. */
    private static final int SAME_ZONE = 256;

    private static final int SAME_HOST = 1_024;
    /** The backups of one member's primaries go to about this many others, so that its death burdens no single one. */
    private static final int SPREAD = 4;

    private final List<PlannedSegment> segments;
    private final int members;
    /** By two members: how bad it is that both hold a slot. */
    private final int[][] together;

    private final int backups;
    private final int[] room;
    /** By primary and backup: how many slots. */
    private final int[][] pairs;

    private final int[] primaries;

    PlannedBackups(List<PlannedSegment> segments, PlannedShares shares, int backups, List<Member> holders) {
        super(segments, shares, holders.size());
        this.segments = segments;
        this.members = holders.size();
        this.together = together(holders);
        this.backups = backups;
        this.room = shares.most.clone();
        this.pairs = new int[members][members];
        this.primaries = new int[members];
    }

    void plan() {
        for (PlannedSegment segment : segments) {
            segment.backups = present(segment);
            primaries[segment.primary[0]] += segment.size();
            for (int backup : segment.backups) {
                count(segment, backup, segment.size());
            }
        }
        if (backups > 0) {
            balance();
        }
    }

    /** Those of the present holders that stay: in sync before learning, apart before together, with room before without. */
    private int[] present(PlannedSegment segment) {
        int[] chosen = new int[backups];
        Arrays.fill(chosen, PlannedSegment.NOBODY);
        for (int i = 0; i < backups; i++) {
            int best = PlannedSegment.NOBODY;
            long bestScore = Long.MIN_VALUE;
            for (int m = 0; m < members; m++) {
                if (segment.holding[m] == PlannedSegment.NONE
                        || m == segment.primary[0]
                        || PlannedSegment.contains(chosen, m)) {
                    continue;
                }
                long score = (room[m] >= segment.size() ? 1L : 0)
                        + 2L * segment.holding[m]
                        - 4L * togetherness(segment.primary[0], chosen, PlannedSegment.NOBODY, m);
                if (score > bestScore) {
                    best = m;
                    bestScore = score;
                }
            }
            if (best == PlannedSegment.NOBODY) {
                break;
            }
            chosen[i] = best;
            room[best] -= segment.size();
        }
        return chosen;
    }

    @Override
    int[] places(PlannedSegment segment) {
        return segment.backups;
    }

    @Override
    int cost(PlannedSegment segment, int from, int to) {
        if (to == segment.primary[0] || PlannedSegment.contains(segment.backups, to)) {
            return IMPOSSIBLE;
        }
        return copy(segment, to)
                - copy(segment, from)
                + togetherness(segment.primary[0], segment.backups, from, to)
                - togetherness(segment.primary[0], segment.backups, from, from);
    }

    private static int copy(PlannedSegment segment, int member) {
        return member == PlannedSegment.NOBODY || segment.holding[member] != PlannedSegment.NONE ? 0 : COPY;
    }

    /** How badly {@code candidate} stands with the slot's other copies when it takes the place of {@code leaving}. */
    private int togetherness(int primary, int[] others, int leaving, int candidate) {
        if (candidate == PlannedSegment.NOBODY) {
            return 0;
        }
        int sum = together[primary][candidate];
        for (int other : others) {
            if (other != leaving && other != PlannedSegment.NOBODY) {
                sum += together[other][candidate];
            }
        }
        return sum;
    }

    @Override
    int price(PlannedSegment segment) {
        int sum = 0;
        int[] places = segment.backups;
        for (int i = 0; i < places.length; i++) {
            if (places[i] != PlannedSegment.NOBODY) {
                sum += copy(segment, places[i]) + together[segment.primary[0]][places[i]];
                for (int k = 0; k < i; k++) {
                    sum += places[k] == PlannedSegment.NOBODY ? 0 : together[places[k]][places[i]];
                }
            }
        }
        return sum;
    }

    private static int[][] together(List<Member> holders) {
        int[][] together = new int[holders.size()][holders.size()];
        for (int a = 0; a < together.length; a++) {
            for (int b = 0; b < together.length; b++) {
                Member one = holders.get(a);
                Member other = holders.get(b);
                boolean sameHost = !one.host().isEmpty() && one.host().equals(other.host());
                boolean sameZone = !one.zone().isEmpty() && one.zone().equals(other.zone());
                together[a][b] = (sameHost ? SAME_HOST : 0) + (sameZone ? SAME_ZONE : 0);
            }
        }
        return together;
    }

    @Override
    int preferredShare(PlannedSegment segment, int to) {
        int primary = segment.primary[0];
        int others = Math.max(1, Math.min(SPREAD, members - 1));
        int limit = (primaries[primary] * backups + others - 1) / others;
        return limit - pairs[primary][to];
    }

    @Override
    void moved(PlannedSegment segment, int from, int to) {
        if (from < members) {
            count(segment, from, -segment.size());
        }
        count(segment, to, segment.size());
    }

    private void count(PlannedSegment segment, int backup, int slots) {
        if (backup >= 0) {
            pairs[segment.primary[0]][backup] += slots;
        }
    }
}
