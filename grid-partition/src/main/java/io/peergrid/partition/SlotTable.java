package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who does what for every slot. Immutable; a look-up is one array read. Slots with equal assignments share one instance,
 * so a table of 16,384 slots takes 64 KiB and a few assignments.
 */
public final class SlotTable {
    private final SlotAssignment[] slots;
    private volatile @Nullable List<SlotRange> ranges;
    private volatile @Nullable Set<MemberId> mentioned;

    /** @param slots taken over, not copied; at least one */
    SlotTable(SlotAssignment[] slots) {
        this.slots = slots;
    }

    /** A table of these ranges, which must follow each other from slot 0 without gaps. */
    public static SlotTable of(List<SlotRange> ranges) {
        SlotAssignment[] slots =
                new SlotAssignment[ranges.get(ranges.size() - 1).to()];
        int at = 0;
        for (SlotRange range : ranges) {
            if (range.from() != at || range.to() <= at) {
                throw new IllegalArgumentException("range from " + range.from() + " after slot " + at);
            }
            Arrays.fill(slots, at, range.to(), range.assignment());
            at = range.to();
        }
        return new SlotTable(slots);
    }

    public int slotCount() {
        return slots.length;
    }

    public SlotAssignment assignment(int slot) {
        return slots[slot];
    }

    /** This table with other assignments for some slots. */
    public SlotTable with(SlotSet changed, SlotAssignment assignment) {
        SlotAssignment[] copy = copyOfSlots();
        for (int i = 0; i < changed.ranges(); i++) {
            Arrays.fill(copy, changed.from(i), changed.to(i), assignment);
        }
        return new SlotTable(copy);
    }

    SlotAssignment[] copyOfSlots() {
        return slots.clone();
    }

    /** The table as the fewest ranges of neighbouring slots with equal assignments, in order. */
    public List<SlotRange> ranges() {
        List<SlotRange> known = ranges;
        if (known == null) {
            List<SlotRange> found = new ArrayList<>();
            int from = 0;
            for (int slot = 1; slot <= slots.length; slot++) {
                if (slot == slots.length || !same(slots[slot], slots[from])) {
                    found.add(new SlotRange(from, slot, slots[from]));
                    from = slot;
                }
            }
            known = List.copyOf(found);
            ranges = known;
        }
        return known;
    }

    /** The ranges between two slots, cut to them. */
    public List<SlotRange> ranges(int from, int to) {
        List<SlotRange> found = new ArrayList<>();
        for (SlotRange range : ranges()) {
            int first = Math.max(from, range.from());
            int end = Math.min(to, range.to());
            if (first < end) {
                found.add(new SlotRange(first, end, range.assignment()));
            }
        }
        return found;
    }

    static boolean same(SlotAssignment a, SlotAssignment b) {
        return isInstance(a, b) || a.equals(b);
    }

    /** Whether two references are the same one: cheaper than equality, and a no says nothing. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isInstance(@Nullable Object a, @Nullable Object b) {
        return a == b;
    }

    /** The slots this member is primary of. */
    public SlotSet slotsWithPrimary(MemberId member) {
        SlotSet.Builder found = new SlotSet.Builder();
        for (SlotRange range : ranges()) {
            if (member.equals(range.assignment().primary())) {
                found.addRange(range.from(), range.to());
            }
        }
        return found.build();
    }

    /** The slots for which this member is in sync, as primary or as replica. */
    public SlotSet slotsInSync(MemberId member) {
        SlotSet.Builder found = new SlotSet.Builder();
        for (SlotRange range : ranges()) {
            if (range.assignment().inSync().contains(member)) {
                found.addRange(range.from(), range.to());
            }
        }
        return found.build();
    }

    /** How many slots a member serves in which role. */
    public Roles roles(MemberId member) {
        return roles(member, slots.length);
    }

    /** How many of the first slots a member serves in which role. */
    public Roles roles(MemberId member, int count) {
        int primary = 0;
        int replica = 0;
        int learner = 0;
        int eligible = 0;
        for (SlotRange range : ranges(0, count)) {
            SlotAssignment assignment = range.assignment();
            if (member.equals(assignment.primary())) {
                primary += range.size();
            } else if (assignment.inSync().contains(member)) {
                replica += range.size();
            }
            learner += assignment.learners().contains(member) ? range.size() : 0;
            eligible += assignment.eligible().contains(member) ? range.size() : 0;
        }
        return new Roles(primary, replica, learner, eligible);
    }

    /**
     * @param primary slots it orders
     * @param replica slots for which it is in sync without being primary; for an OFFLINE slot those it may bring back
     * @param learner slots being copied to it
     * @param eligible slots of which it holds every committed entry although it is not in sync
     */
    public record Roles(int primary, int replica, int learner, int eligible) {}

    /** Number of slots by number of in-sync copies; 0 counts the OFFLINE ones. */
    public java.util.SortedMap<Integer, Integer> slotsByCopies() {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (SlotRange range : ranges()) {
            SlotAssignment assignment = range.assignment();
            int copies = assignment.primary() == null ? 0 : assignment.inSync().size();
            counts.merge(copies, range.size(), Integer::sum);
        }
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Slots without a live listed member. */
    public SlotSet offline() {
        return SlotSet.matching(slots.length, slot -> slots[slot].primary() == null);
    }

    /**
     * Slots recreated empty between two tables: none of who held data before holds it after, so everything in them is
     * gone. Holds for a table and its direct successor only.
     */
    public static SlotSet lost(SlotTable before, SlotTable after) {
        return SlotSet.matching(before.slotCount(), slot -> {
            SlotAssignment old = before.slots[slot];
            SlotAssignment now = after.slots[slot];
            return !isInstance(old, now)
                    && Collections.disjoint(old.inSync(), now.inSync())
                    && Collections.disjoint(old.eligible(), now.inSync());
        });
    }

    /** Every member mentioned, in any way; sorted. */
    public Set<MemberId> mentioned() {
        Set<MemberId> known = mentioned;
        if (known == null) {
            TreeSet<MemberId> found = new TreeSet<>();
            forEachDistinct(assignment -> {
                found.addAll(assignment.inSync());
                found.addAll(assignment.eligible());
                found.addAll(assignment.learners());
            });
            known = Collections.unmodifiableSet(found);
            mentioned = known;
        }
        return known;
    }

    /** Members that are in sync for any slot; every primary is. */
    Set<MemberId> roleHolders() {
        TreeSet<MemberId> found = new TreeSet<>();
        forEachDistinct(assignment -> found.addAll(assignment.inSync()));
        return found;
    }

    private void forEachDistinct(Consumer<SlotAssignment> action) {
        Set<SlotAssignment> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        SlotAssignment last = null;
        for (SlotAssignment assignment : slots) {
            if (!isInstance(assignment, last) && seen.add(assignment)) {
                action.accept(assignment);
            }
            last = assignment;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof SlotTable table && Arrays.equals(slots, table.slots));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (SlotRange range : ranges()) {
            text.append(range.from()).append('-').append(range.to() - 1).append(' ');
            SlotAssignment a = range.assignment();
            MemberId primary = a.primary();
            text.append(primary == null ? "offline" : primary.brief())
                    .append('@')
                    .append(a.slotTerm());
            append(text, " in sync ", a.inSync());
            append(text, " eligible ", a.eligible());
            append(text, " learning ", a.learners());
            MemberId heir = a.heir();
            text.append(heir == null ? "" : " heir " + heir.brief()).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String label, List<MemberId> members) {
        if (!members.isEmpty()) {
            text.append(label).append(members.stream().map(MemberId::brief).toList());
        }
    }
}
