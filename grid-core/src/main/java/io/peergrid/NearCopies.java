package io.peergrid;

import java.time.Duration;
import java.util.Objects;

/**
 * Near copies of a map's entries: a member keeps what it read from others as objects in its own heap, and answers {@code get} from there. Immutable.
 *
 * <pre>{@code
 * GridConfig.lan().nearMap("prices", NearCopies.atMost(100_000).staleness(Duration.ofMillis(250)))
 * }</pre>
 *
 * <p>A {@code get} may then give a value that is out of date, by no more than {@link #staleness}: never one that was overwritten by a write which had been acknowledged
 * longer than that before the {@code get} began. What this member itself has written it reads at once. Everything else ({@code getEntry},
 * {@code containsKey}, conditions, transactions) is as ever.
 *
 * <p>The values are shared by all readers of this member: nobody may change one.
 *
 * <p>With {@link #ofHotKeys} only keys have copies that members read from others much more than other keys, for as long as they do; of the rest nothing is kept and
 * nothing told.
 *
 * @param maxEntries that this member keeps for each pair of key and value types, from 1 to 2^31 - 1; by W-TinyLFU those that were read least go
 * @param staleness from 50 ms to 1 min; 100 ms unless it is set. A peer whose copies are in use is asked about four times in that time whether they still hold
 * @param hotKeysOnly whether only keys have copies that are read much more than others
 */
public record NearCopies(long maxEntries, Duration staleness, boolean hotKeysOnly) {
    /** Unless another is set. */
    public static final Duration DEFAULT_STALENESS = Duration.ofMillis(100);

    private static final long HOT_KEYS = 256;
    private static final Duration LEAST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofMinutes(1);

    /** @throws GridConfigException if a bound makes no sense */
    public NearCopies {
        Objects.requireNonNull(staleness, "staleness");
        if (maxEntries < 1 || maxEntries > Integer.MAX_VALUE) {
            throw new GridConfigException("near copies: maxEntries must be 1 to 2147483647, not " + maxEntries);
        }
        if (staleness.compareTo(LEAST) < 0 || staleness.compareTo(MOST) > 0) {
            throw new GridConfigException("near copies: staleness must be from 50 ms to 1 min, not " + staleness
                    + ". For data that is never stale leave near copies out");
        }
    }

    /** So many entries, at most {@link #DEFAULT_STALENESS} out of date. */
    public static NearCopies atMost(long maxEntries) {
        return new NearCopies(maxEntries, DEFAULT_STALENESS, false);
    }

    /**
     * Of keys that are read much more than others, as who leads them finds: of all reads of near maps that come from others, at least one in 128 and about 50 a second.
     * At most 256 of them, at most {@link #DEFAULT_STALENESS} out of date. They lose their copies when half of that is not reached any more.
     */
    public static NearCopies ofHotKeys() {
        return new NearCopies(HOT_KEYS, DEFAULT_STALENESS, true);
    }

    /** The same with another bound. */
    public NearCopies staleness(Duration bound) {
        return new NearCopies(maxEntries, bound, hotKeysOnly);
    }
}
