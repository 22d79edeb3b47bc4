package io.peergrid.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Shifts places from members that have too many, and from nobody, to members that have too few, along the cheapest
 * chains of exchanges: a minimum-cost flow over the members by successive shortest paths, circles of negative cost first.
 */
abstract class PlannedFlow {
    static final int IMPOSSIBLE = Integer.MAX_VALUE / 4;
    private static final Comparator<PlannedSegment> LONGEST_FIRST = Comparator.comparingInt(segment -> -segment.size());

    private final List<PlannedSegment> segments;
    private final PlannedShares shares;
    private final int members;
    /** Node number of places nobody fills. */
    private final int nobody;

    private final int[] counts;
    private final int[][] cheapest;
    private final int[][] available;
    private boolean exhausted;

    PlannedFlow(List<PlannedSegment> segments, PlannedShares shares, int members) {
        this.segments = segments;
        this.shares = shares;
        this.members = members;
        this.nobody = members;
        this.counts = new int[members + 1];
        this.cheapest = new int[members + 1][members];
        this.available = new int[members + 1][members];
    }

    abstract int[] places(PlannedSegment segment);

    /** What it costs that {@code to} takes the place of {@code from} (or of nobody), or {@link #IMPOSSIBLE}. */
    abstract int cost(PlannedSegment segment, int from, int to);

    /** Most slots of this segment that should go to {@code to}, as long as others can serve as well. */
    int preferredShare(PlannedSegment segment, int to) {
        return segment.size();
    }

    /** A segment's places have changed. */
    void moved(PlannedSegment segment, int from, int to) {}

    /** @return how many places each member fills */
    int[] balance() {
        for (PlannedSegment segment : segments) {
            for (int place : places(segment)) {
                counts[node(place)] += segment.size();
            }
        }
        int bound = 1_000 + 20 * (members + 1) * (members + 1);
        while (bound > 0 && step()) {
            bound--;
        }
        return Arrays.copyOf(counts, members);
    }

    private boolean step() {
        measure();
        return exchange()
                || shift(shares.most, shares.least)
                || shift(shares.most, shares.most)
                || shift(shares.least, shares.least);
    }

    /** Moves places round a circle of members if that makes the whole cheaper: nobody's count changes. */
    private boolean exchange() {
        int[] previous = new int[members + 1];
        Arrays.fill(previous, -1);
        int onCircle = relax(new int[members + 1], previous);
        if (onCircle < 0 || exhausted) {
            return false;
        }
        for (int i = 0; i <= members; i++) {
            onCircle = previous[onCircle];
        }
        List<Integer> circle = new ArrayList<>(List.of(onCircle));
        for (int at = previous[onCircle]; at != onCircle; at = previous[at]) {
            circle.add(0, at);
        }
        circle.add(0, onCircle);
        List<PlannedSegment> saved = new ArrayList<>();
        segments.forEach(segment -> saved.add(segment.copy()));
        long price = price();
        pass(circle, Integer.MAX_VALUE);
        if (price() < price) {
            return true;
        }
        // Steps that share a slot can cost more together than each by itself; then leave it.
        exhausted = true;
        segments.clear();
        segments.addAll(saved);
        return false;
    }

    /** What everything costs as it stands. */
    private long price() {
        long sum = 0;
        for (PlannedSegment segment : segments) {
            sum += (long) price(segment) * segment.size();
        }
        return sum;
    }

    /** What a slot of this segment costs with its places as they are. */
    abstract int price(PlannedSegment segment);

    private int node(int place) {
        return place == PlannedSegment.NOBODY ? nobody : place;
    }

    private int place(int node) {
        return node == nobody ? PlannedSegment.NOBODY : node;
    }

    /** Edges of the graph: for each pair of members the cheapest exchange and the number of slots it is possible for. */
    private void measure() {
        for (int a = 0; a <= members; a++) {
            Arrays.fill(cheapest[a], IMPOSSIBLE);
            Arrays.fill(available[a], 0);
        }
        for (PlannedSegment segment : segments) {
            for (int place : places(segment)) {
                int a = node(place);
                for (int b = 0; b < members; b++) {
                    int cost = b == a ? IMPOSSIBLE : cost(segment, place, b);
                    if (cost < cheapest[a][b]) {
                        cheapest[a][b] = cost;
                        available[a][b] = 0;
                    }
                    if (cost < IMPOSSIBLE && cost == cheapest[a][b]) {
                        available[a][b] += segment.size();
                    }
                }
            }
        }
    }

    /** Moves places along one cheapest chain from whoever is above its bound to whoever is below its own. */
    private boolean shift(int[] above, int[] below) {
        int[] distance = new int[members + 1];
        int[] previous = new int[members + 1];
        Arrays.fill(previous, -1);
        for (int m = 0; m < members; m++) {
            distance[m] = counts[m] > above[m] ? 0 : IMPOSSIBLE;
        }
        distance[nobody] = counts[nobody] > 0 ? 0 : IMPOSSIBLE;
        relax(distance, previous);
        int end = -1;
        for (int m = 0; m < members; m++) {
            if (counts[m] < below[m] && previous[m] >= 0 && (end < 0 || distance[m] < distance[end])) {
                end = m;
            }
        }
        if (end < 0) {
            return false;
        }
        List<Integer> chain = chain(previous, end);
        if (chain.isEmpty()) {
            return false;
        }
        int start = chain.get(0);
        pass(
                chain,
                Math.min(below[end] - counts[end], start == nobody ? counts[nobody] : counts[start] - above[start]));
        return true;
    }

    private void pass(List<Integer> chain, int most) {
        int amount = most;
        for (int i = 1; i < chain.size(); i++) {
            amount = Math.min(amount, available[chain.get(i - 1)][chain.get(i)]);
        }
        for (int i = 1; i < chain.size(); i++) {
            move(chain.get(i - 1), chain.get(i), amount);
        }
    }

    /** Shortest distances. @return a member at or behind a circle that gets cheaper for ever, or -1 */
    private int relax(int[] distance, int[] previous) {
        int changed = 0;
        for (int round = 0; round <= members && changed >= 0; round++) {
            changed = -1;
            for (int a = 0; a <= members; a++) {
                if (distance[a] >= IMPOSSIBLE) {
                    continue;
                }
                for (int b = 0; b < members; b++) {
                    if (cheapest[a][b] < IMPOSSIBLE && distance[a] + cheapest[a][b] < distance[b]) {
                        distance[b] = distance[a] + cheapest[a][b];
                        previous[b] = a;
                        changed = b;
                    }
                }
            }
        }
        return changed;
    }

    private List<Integer> chain(int[] previous, int end) {
        List<Integer> chain = new ArrayList<>();
        for (int at = end; at >= 0; at = previous[at]) {
            if (chain.size() > members) {
                return List.of();
            }
            chain.add(0, at);
        }
        return chain;
    }

    /** Moves {@code amount} slots between two members at the cheapest price, long neighbouring stretches first. */
    private void move(int from, int to, int amount) {
        int price = cheapest[from][to];
        int rest = moveSome(from, to, amount, price, true);
        moveSome(from, to, rest, price, false);
    }

    private int moveSome(int from, int to, int amount, int price, boolean preferred) {
        int rest = amount;
        for (PlannedSegment candidate : candidates(from, to, price)) {
            int share = preferred ? preferredShare(candidate, to) : candidate.size();
            int take = Math.min(rest, Math.min(share, candidate.size()));
            if (take > 0) {
                replace(take < candidate.size() ? cut(candidate, take, from, to) : candidate, from, to);
                rest -= take;
            }
        }
        return rest;
    }

    /** Where to take from: next to what {@code to} has already, then the longest, then the first. */
    private List<PlannedSegment> candidates(int from, int to, int price) {
        List<PlannedSegment> next = new ArrayList<>();
        List<PlannedSegment> others = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            PlannedSegment segment = segments.get(i);
            if (PlannedSegment.contains(places(segment), place(from)) && cost(segment, place(from), to) == price) {
                (touches(i - 1, to) || touches(i + 1, to) ? next : others).add(segment);
            }
        }
        next.sort(LONGEST_FIRST);
        others.sort(LONGEST_FIRST);
        next.addAll(others);
        return next;
    }

    /** Cuts a segment in two. @return the part to be given, on the side where {@code to} has the neighbour */
    private PlannedSegment cut(PlannedSegment segment, int size, int from, int to) {
        int index = segments.indexOf(segment);
        boolean head = from == nobody || (touches(index - 1, to) && !touches(index + 1, to));
        PlannedSegment tail = segment.splitAt(head ? segment.from + size : segment.to - size);
        segments.add(index + 1, tail);
        return head ? segment : tail;
    }

    private void replace(PlannedSegment segment, int from, int to) {
        int[] places = places(segment);
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place(from)) {
                places[i] = to;
                break;
            }
        }
        counts[from] -= segment.size();
        counts[to] += segment.size();
        moved(segment, from, to);
    }

    private boolean touches(int index, int member) {
        return index >= 0 && index < segments.size() && PlannedSegment.contains(places(segments.get(index)), member);
    }
}
