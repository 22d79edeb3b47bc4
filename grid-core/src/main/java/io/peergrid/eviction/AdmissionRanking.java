package io.peergrid.eviction;

import io.peergrid.store.PackedEntry;
import org.jspecify.annotations.Nullable;

/**
 * W-TinyLFU over samples. A new entry is in the window; whoever leaves that as its oldest has to have been used more often lately than
 * the one that would go for it: the one used longest ago of {@value #SAMPLES} in the main part. Who is used there is protected and goes
 * only if no other was sampled. Noted are the part (2 bits) and a tick (30), as in {@link RecencyRanking}.
 */
final class AdmissionRanking implements Ranking {
    static final int SAMPLES = 8;

    private static final int TICK_BITS = 30;
    private static final int TICK_MASK = (1 << TICK_BITS) - 1;
    private static final int WINDOW = 0;
    private static final int PROBATION = 1;
    private static final int PROTECTED = 2;
    /** Of the main part, how much may be protected. */
    private static final double PROTECTED_SHARE = 0.8;
    /** The weight of one sample in the share that seems to be protected. */
    private static final double PROTECTED_WEIGHT = 1.0 / 64;
    /** Who is as rare as its victim gets in by chance, once in so many times, so that nobody can lock the door by guessed hashes. */
    private static final int LUCK = 128;

    private static final int LUCK_FREQUENCY = 6;
    /** How many more than one may leave the window for each entry that goes. */
    private static final int LEAVING = 2;

    private static final int SECOND_CHANCES = 64;
    /** Above so many entries of a group one use of {@value #COUNTED} is counted, for all. */
    private static final int COUNT_ALL = 1_024;

    private static final int COUNTED = 8;

    private static final int PERIOD = 10;
    private static final int LEAST_PERIOD = 100;

    private final FrequencySketch sketch = new FrequencySketch();
    private final Window window = new Window();
    private final WindowShare share = new WindowShare();
    private double protectedShare;
    private int tick;
    private volatile int countMask;
    /** Racy: a use that is not counted does no harm. */
    private int hits;

    private int misses;

    @Override
    public int written(long hash, boolean known, int use) {
        tick = (tick + 1) & TICK_MASK;
        sketch.increment(hash, 1);
        return known ? used(use) : note(WINDOW);
    }

    @Override
    public int read(long hash, int use) {
        int mask = countMask;
        int weight = ((hash ^ tick) & mask) == 0 ? mask + 1 : 0;
        sketch.increment(hash, weight);
        if (weight > 0) {
            hits += weight;
        }
        return used(use);
    }

    @Override
    public int adopted(int use) {
        return part(use) == WINDOW ? (PROBATION << TICK_BITS) | (use & TICK_MASK) : use;
    }

    @Override
    public void added(Sampling sampling, int slot, long hash, int use) {
        int entries = sampling.entries();
        countMask = entries < COUNT_ALL ? 0 : COUNTED - 1;
        grow(entries, sampling.mostEntries());
        misses++;
        adapt(entries);
        window.add(slot, (int) (hash >>> Integer.SIZE), use);
        if (entries <= sampling.mostEntries()) {
            leave(sampling, window.size());
        }
    }

    @Override
    public @Nullable Sampled choose(Sampling sampling) {
        leave(sampling, LEAVING);
        Sampled candidate = window.size() > target(sampling) ? oldest(sampling) : null;
        Sampled victim = victim(sampling, candidate);
        if (victim == null) {
            return candidate != null ? candidate : oldest(sampling);
        }
        if (candidate == null) {
            return victim;
        }
        if (!isAdmitted(sampling, candidate, victim)) {
            return candidate;
        }
        move(candidate.entry(), PROBATION);
        return victim;
    }

    @Override
    public long heapBytes() {
        return sketch.heapBytes() + window.heapBytes();
    }

    private boolean isAdmitted(Sampling sampling, Sampled candidate, Sampled victim) {
        int frequency = sketch.frequency(sampling.hash(candidate.entry()));
        return frequency > sketch.frequency(sampling.hash(victim.entry()))
                || (frequency >= LUCK_FREQUENCY && Long.remainderUnsigned(sampling.random(), LUCK) == 0);
    }

    private @Nullable Sampled victim(Sampling sampling, @Nullable Sampled candidate) {
        Sampled onProbation = null;
        Sampled safe = null;
        for (Sampled next : sampling.some(SAMPLES)) {
            int part = part(next.use());
            if (part == WINDOW || (candidate != null && next.entry() == candidate.entry())) {
                continue;
            }
            protectedShare += ((part == PROTECTED ? 1 : 0) - protectedShare) * PROTECTED_WEIGHT;
            if (part == PROTECTED) {
                safe = older(safe, next);
            } else {
                onProbation = older(onProbation, next);
            }
        }
        if (safe != null && protectedShare > PROTECTED_SHARE) {
            move(safe.entry(), PROBATION);
        }
        return onProbation != null ? onProbation : safe;
    }

    private Sampled older(@Nullable Sampled one, Sampled other) {
        return one == null || age(other.use()) > age(one.use()) ? other : one;
    }

    /** The oldest of what is still in the window and was not used since it was noted; none if the window is empty. */
    private @Nullable Sampled oldest(Sampling sampling) {
        for (int chances = SECOND_CHANCES; window.size() > 0; chances--) {
            long item = window.remove();
            Sampled found = sampling.find(
                    Window.slot(item), Window.hash(item), entry -> part(PackedEntry.use(entry)) == WINDOW);
            if (found == null) {
                continue;
            }
            if (chances <= 0 || Window.isOf(item, found.use())) {
                return found;
            }
            window.add(found.slot(), Window.hash(item), found.use());
        }
        return null;
    }

    private void leave(Sampling sampling, int limit) {
        int target = target(sampling);
        for (int left = limit; left > 0 && window.size() > target + 1; left--) {
            Sampled leaving = oldest(sampling);
            if (leaving != null) {
                move(leaving.entry(), PROBATION);
            }
        }
    }

    private int target(Sampling sampling) {
        return Math.max(1, (int) (sampling.entries() * share.share()));
    }

    private void adapt(int entries) {
        int period = Math.max(LEAST_PERIOD, PERIOD * entries);
        int uses = hits + misses;
        if (uses >= period) {
            share.adapt((double) hits / uses);
            hits = 0;
            misses = 0;
        }
    }

    /** 4 to 8 bytes for an entry; 8 as soon as the group is full, if it is known when that is. */
    private void grow(int entries, long most) {
        boolean full = entries >= most - most / 8;
        if (full && sketch.entries() < most) {
            sketch.resize(most);
        } else if (!full && entries > 2L * sketch.entries()) {
            sketch.resize(entries);
        }
    }

    private int used(int use) {
        return note(part(use) == PROBATION ? PROTECTED : part(use));
    }

    private int note(int part) {
        return (part << TICK_BITS) | tick;
    }

    private int age(int use) {
        return (tick - use) & TICK_MASK;
    }

    private static int part(int use) {
        return use >>> TICK_BITS;
    }

    private static void move(byte[] entry, int part) {
        PackedEntry.use(entry, (part << TICK_BITS) | (PackedEntry.use(entry) & TICK_MASK));
    }
}
