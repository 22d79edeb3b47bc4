package io.peergrid;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a key lives and where an answer would come from, at one moment.
 *
 * @param key as given, for people
 * @param slot from the key alone, hash tag honoured; of replicated maps one from 16,384 on
 * @param epoch of the configuration this was read from
 * @param slotTerm the epoch in which the present primary was installed
 * @param primary orders the slot's operations; null while the slot is offline
 * @param inSync members that hold every acknowledged write of the slot, but for those of asynchronous maps, the primary among them
 * @param learners members being filled
 * @param answer where a read made here would be answered
 * @param exists whether the key holds a value; null if nothing was asked or nobody could say
 * @param version of the value, or 0
 * @param timeToLive until the value expires; null if never, absent or unknown
 */
public record Explanation(
        String key,
        int slot,
        long epoch,
        long slotTerm,
        @Nullable GridMember primary,
        List<GridMember> inSync,
        List<GridMember> learners,
        Answer answer,
        @Nullable Boolean exists,
        long version,
        @Nullable Duration timeToLive) {

    /** Where a read would be answered. */
    public enum Answer {
        /** From this member's own store, as the primary. */
        HERE_AS_PRIMARY,
        /** From this member's own store, as an in-sync copy. */
        HERE_AS_BACKUP,
        /** From the primary, by one message there and one back. */
        AT_PRIMARY,
        /** By nobody at this moment: no primary, or no majority behind this member. */
        NOWHERE
    }

    public Explanation {
        inSync = List.copyOf(inSync);
        learners = List.copyOf(learners);
    }

    /** Three lines for people. */
    @Override
    public String toString() {
        String where =
                switch (answer) {
                    case HERE_AS_PRIMARY -> "answered here, the primary";
                    case HERE_AS_BACKUP -> "answered here, an in-sync copy";
                    case AT_PRIMARY -> "answered by " + primary;
                    case NOWHERE -> "answered by nobody now";
                };
        String value = exists == null
                ? ""
                : !exists
                        ? "\n  absent"
                        : "\n  version " + version
                                + (timeToLive == null ? ", never expires" : ", expires in " + timeToLive);
        return key + " -> slot " + slot + " (epoch " + epoch + ", primary since epoch " + slotTerm + "), " + where
                + "\n  primary " + (primary == null ? "none, the slot is offline" : primary) + ", in sync " + inSync
                + (learners.isEmpty() ? "" : ", learning " + learners) + value;
    }
}
