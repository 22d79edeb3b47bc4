package io.peergrid.near;

import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which keys of a member are read by others so much that these should have copies of them: a count-min sketch of which a quarter is left after each {@linkplain #turn turn}.
 * Counting takes no lock, and a count that is lost does no harm; the rest is guarded by itself. 64 KiB and some keys, whatever is read.
 */
final class NearHeat {
    /** So many keys at most are hot at once. */
    static final int HOT_MAX = 64;
    /** So often a key has to be read, all turns together of which each counts a quarter of the next. */
    static final int LEAST_READS = 32;
    /** One in so many of all these reads has to be of the key. Half of either is enough for one that is hot. */
    static final int SHARE = 128;
    /** Longer keys are never hot. */
    static final int KEY_MAX_BYTES = 256;

    private static final int ROWS = 4;
    private static final int WIDTH = 1 << 12;
    private static final int CANDIDATES_MAX = 512;

    private final int[] counters = new int[ROWS * WIDTH];
    private final LongAdder lately = new LongAdder();
    private final Set<Key> candidates = ConcurrentHashMap.newKeySet();
    private volatile HotKeys hot = HotKeys.NONE;
    private long before;
    private long turns;

    HotKeys hot() {
        return hot;
    }

    /** A key was read by others. Any thread. */
    void read(Key key, int times) {
        lately.add(times);
        int estimate = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            int at = at(key, row);
            int count = (int) Math.min(Integer.MAX_VALUE >> 1, (long) counters[at] + times);
            counters[at] = count;
            estimate = Math.min(estimate, count);
        }
        if (estimate >= LEAST_READS && key.length() <= KEY_MAX_BYTES && candidates.size() < CANDIDATES_MAX) {
            candidate(key);
        }
    }

    private void candidate(Key key) {
        if (!candidates.contains(key)) {
            candidates.add(key.detached());
        }
    }

    /** A holder has read its copy of a hot key. Any thread. */
    void used(long turn, int times) {
        hot.turns().forEach((key, since) -> {
            if (since == turn) {
                read(key, times);
            }
        });
    }

    /** Some time has passed: decides anew what is hot. */
    synchronized void turn() {
        HotKeys last = hot;
        long total = before + lately.sumThenReset();
        before = total / 4;
        candidates.addAll(last.turns().keySet());
        List<Hotness> hottest = new ArrayList<>();
        for (Key key : candidates) {
            // One that is hot need only be half as hot to stay so, and goes before others.
            long heat = (long) estimate(key) * (last.isHot(key) ? 2 : 1);
            if (heat >= LEAST_READS && heat * SHARE >= total) {
                hottest.add(new Hotness(key, heat));
            }
        }
        hottest.sort(Hotness.HOTTEST_FIRST);
        become(hottest.subList(0, Math.min(HOT_MAX, hottest.size())));
        candidates.clear();
        for (int i = 0; i < counters.length; i++) {
            counters[i] >>>= 2;
        }
    }

    private record Hotness(Key key, long heat) {
        static final Comparator<Hotness> HOTTEST_FIRST =
                Comparator.comparingLong(Hotness::heat).reversed().thenComparing(each -> each.key.hash());
    }

    private void become(List<Hotness> hottest) {
        HotKeys last = hot;
        Map<Key, Long> now = new HashMap<>();
        for (Hotness each : hottest) {
            Long since = last.turns().get(each.key);
            now.put(each.key, since == null ? ++turns : since);
        }
        if (!now.equals(last.turns())) {
            hot = new HotKeys(last.number() + 1, now);
        }
    }

    /** Nobody wants to know any more. */
    synchronized void forget() {
        candidates.clear();
        Arrays.fill(counters, 0);
        before = 0;
        lately.reset();
        become(List.of());
    }

    private int estimate(Key key) {
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, counters[at(key, row)]);
        }
        return least;
    }

    private static int at(Key key, int row) {
        return row * WIDTH + ((int) (key.hash() >>> (row * 13)) & (WIDTH - 1));
    }
}
