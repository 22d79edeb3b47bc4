package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridEvent;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import io.peergrid.GridTopology;
import io.peergrid.SlotRanges;
import io.peergrid.partition.SlotLayout;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridEventsTest {
    private static final int ENTRIES = 500;

    private final List<GridEvent> seen = new CopyOnWriteArrayList<>();
    private InMemoryCluster cluster;

    @BeforeEach
    void start() {
        cluster = InMemoryCluster.start(3);
        GridMap<String, String> map = cluster.grid(0).map("memory", String.class, String.class);
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.put("key-" + i, "value-" + i);
        }
        // A busy machine may keep members from hearing each other for a moment.
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(GridException.class)
                .until(() -> {
                    map.putAll(entries);
                    return true;
                });
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** What the second member sees: it survives everything here. */
    private void watch() {
        var unused = cluster.grid(1).events().subscribe(seen::add);
    }

    @Test
    void aJoinIsToldStepByStepAndEachSlotMovesOnce() {
        watch();

        GridMember newcomer = cluster.join("m4").self();
        cluster.awaitBalanced();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            GridTopology now = cluster.grid(1).topology();
            assertThat(now.slotsLearning()).isZero();
            assertThat(primaries(now, newcomer).cardinality()).isEqualTo(now.slotCount() / 4);
            assertThat(slots(GridEvent.Moved.class, GridEvent.Moved::slots, e -> e.to().equals(newcomer)))
                    .isEqualTo(primaries(now, newcomer));
        });
        BitSet owned = primaries(cluster.grid(1).topology(), newcomer);

        assertThat(count(GridEvent.Joined.class, joined -> joined.member().equals(newcomer)))
                .isOne();
        BitSet started = slots(GridEvent.CopyStarted.class, GridEvent.CopyStarted::slots, e -> e.to().equals(newcomer));
        BitSet finished =
                slots(GridEvent.CopyFinished.class, GridEvent.CopyFinished::slots, e -> e.to().equals(newcomer));
        assertThat(finished).isEqualTo(started);
        assertThat(containsAll(finished, owned)).isTrue();
        assertThat(slotCount(GridEvent.Moved.class, GridEvent.Moved::slots)).isEqualTo(owned.cardinality());
        assertInOrder(
                event -> event instanceof GridEvent.Joined,
                event -> event instanceof GridEvent.CopyStarted,
                event -> event instanceof GridEvent.CopyFinished,
                event -> event instanceof GridEvent.Moved);
        assertThat(seen).noneMatch(event -> event instanceof GridEvent.Promoted);
    }

    @Test
    void theDeathOfTheLeaderIsToldFromTheSuspicionToTheLastCopy() {
        Grid leader = leader();
        GridMember dead = leader.self();
        BitSet orphaned = primaries(leader.topology(), dead);
        cluster.grids().stream().filter(grid -> grid != leader).forEach(survivor -> survivor.events()
                .subscribe(seen::add));

        cluster.kill(leader);
        Grid survivor = cluster.grid(0);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(seen)
                .filteredOn(event -> event instanceof GridEvent.CopiesComplete)
                .hasSize(2));

        assertInOrder(
                event -> event instanceof GridEvent.Suspected suspected
                        && suspected.member().equals(dead),
                event -> event instanceof GridEvent.FoundDead found
                        && found.member().equals(dead),
                event -> event instanceof GridEvent.LeaderElected,
                event -> event instanceof GridEvent.Promoted,
                event -> event instanceof GridEvent.CopyStarted,
                event -> event instanceof GridEvent.CopyFinished,
                event -> event instanceof GridEvent.CopiesComplete);
        assertInOrder(
                event -> event instanceof GridEvent.Promoted,
                event -> event instanceof GridEvent.SlotsShortOfCopies,
                event -> event instanceof GridEvent.CopiesComplete);
        assertThat(count(GridEvent.Suspected.class, e -> e.by().equals(survivor.self())))
                .isLessThanOrEqualTo(2);
        assertThat(seen).noneMatch(event -> event instanceof GridEvent.Trusted);
        // Each of the two survivors tells of all promotions, and of what itself serves.
        assertThat(slotCount(GridEvent.Promoted.class, GridEvent.Promoted::slots))
                .isEqualTo(2 * orphaned.cardinality());
        assertThat(slots(GridEvent.Promoted.class, GridEvent.Promoted::slots, e -> dead.equals(e.from())))
                .isEqualTo(orphaned);
        assertThat(containsAll(slots(GridEvent.Serving.class, GridEvent.Serving::slots, e -> true), orphaned))
                .isTrue();
        assertThat(survivor.topology().slotsShortOfCopies()).isZero();
    }

    @Test
    void anOrderlyLeaveIsMovesAndNoPromotion() {
        watch();
        Grid going = cluster.grid(2);
        GridMember gone = going.self();
        BitSet owned = primaries(going.topology(), gone);

        going.close();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count(
                                GridEvent.Left.class,
                                left -> left.orderly() && left.member().equals(gone))
                        == 1);

        assertThat(slots(GridEvent.Moved.class, GridEvent.Moved::slots, e -> e.from()
                        .equals(gone)))
                .isEqualTo(owned);
        assertThat(seen)
                .noneMatch(event -> event instanceof GridEvent.Promoted || event instanceof GridEvent.FoundDead);
    }

    @Test
    void anObserverIsNoHolderSoNothingIsShortOfCopiesForIt() {
        Grid alone = cluster.grid(0);
        cluster.grid(2).close();
        cluster.grid(1).close();
        Grid observer = cluster.join("watcher", config -> config.observer());

        assertThat(observer.topology().member("watcher"))
                .hasValueSatisfying(share -> assertThat(share.holder()).isFalse());
        assertThat(observer.topology().slotsShortOfCopies()).isZero();
        assertThat(alone.topology().slotsShortOfCopies()).isZero();
        assertThat(observer.topology().toString()).contains("observer");
    }

    private Grid leader() {
        GridMember leader = cluster.grid(0).topology().leader();
        return cluster.grids().stream()
                .filter(grid -> grid.self().equals(leader))
                .findFirst()
                .orElseThrow();
    }

    private static BitSet primaries(GridTopology topology, GridMember member) {
        BitSet slots = new BitSet();
        for (GridTopology.SlotRange range : topology.slots()) {
            if (member.equals(range.primary())) {
                slots.set(range.first(), range.last() + 1);
            }
        }
        return slots;
    }

    private <E extends GridEvent> long count(Class<E> type, Predicate<E> which) {
        return seen.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .count();
    }

    private <E extends GridEvent> int slotCount(Class<E> type, Function<E, SlotRanges> of) {
        return seen.stream()
                .filter(type::isInstance)
                .mapToInt(event -> {
                    BitSet slots = new BitSet();
                    addPartitioned(of.apply(type.cast(event)), slots);
                    return slots.cardinality();
                })
                .sum();
    }

    private <E extends GridEvent> BitSet slots(Class<E> type, Function<E, SlotRanges> of, Predicate<E> which) {
        BitSet slots = new BitSet();
        seen.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .forEach(event -> addPartitioned(of.apply(event), slots));
        return slots;
    }

    /** Those of replicated maps move, too, and no topology shows them. */
    private static void addPartitioned(SlotRanges ranges, BitSet slots) {
        ranges.ranges().forEach(range -> slots.set(range.first(), range.last() + 1));
        slots.clear(SlotLayout.STANDARD.partitioned(), SlotLayout.STANDARD.count());
    }

    private static boolean containsAll(BitSet all, BitSet some) {
        BitSet missing = (BitSet) some.clone();
        missing.andNot(all);
        return missing.isEmpty();
    }

    /** The first event of each kind comes after the first of the kind before. */
    @SafeVarargs
    private void assertInOrder(Predicate<GridEvent>... kinds) {
        int last = -1;
        for (Predicate<GridEvent> kind : kinds) {
            int found = 0;
            while (found < seen.size() && !kind.test(seen.get(found))) {
                found++;
            }
            assertThat(found)
                    .as("position of the next kind in %s", seen)
                    .isLessThan(seen.size())
                    .isGreaterThan(last);
            last = found;
        }
    }
}
