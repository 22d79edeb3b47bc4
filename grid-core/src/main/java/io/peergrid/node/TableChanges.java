package io.peergrid.node;

import io.peergrid.GridEvent;
import io.peergrid.GridMember;
import io.peergrid.SlotRanges;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotSet;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one configuration changed about members and slots, as events. */
final class TableChanges {
    private final Instant at;
    private final @Nullable Configuration<SlotTable> before;
    private final Configuration<SlotTable> now;
    private final List<GridEvent> events = new ArrayList<>();

    private TableChanges(Instant at, @Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        this.at = at;
        this.before = before;
        this.now = now;
    }

    /** @param before null for the first configuration a member installs: everybody has joined then, nothing has moved */
    static List<GridEvent> between(
            @Nullable Configuration<SlotTable> before, Configuration<SlotTable> now, Instant at) {
        TableChanges changes = new TableChanges(at, before, now);
        changes.members();
        if (before != null) {
            changes.wireVersion(before);
            changes.copies(before.body(), SlotAssignment::inSync, GridEvent.CopyFinished::new);
            changes.primaries(before.body());
            changes.copies(before.body(), SlotAssignment::learners, GridEvent.CopyStarted::new);
            changes.offline(before.body());
            if (now.epoch() == before.epoch() + 1) {
                changes.lost(before.body());
            }
        }
        return changes.events;
    }

    /** Slots with fewer copies in sync than the members that hold data allow for. */
    static int shortOfCopies(Configuration<SlotTable> configuration, int copiesWanted) {
        long holders = configuration.members().stream()
                .filter(member -> member.data() && member.status() == Member.Status.ACTIVE)
                .count();
        long wanted = Math.min(copiesWanted, Math.max(1, holders));
        int count = 0;
        for (Map.Entry<Integer, Integer> entry :
                configuration.body().slotsByCopies().entrySet()) {
            count += entry.getKey() < wanted ? entry.getValue() : 0;
        }
        return count;
    }

    static SlotRanges ranges(SlotSet slots) {
        List<SlotRanges.Range> ranges = new ArrayList<>();
        for (int i = 0; i < slots.ranges(); i++) {
            ranges.add(new SlotRanges.Range(slots.from(i), slots.to(i) - 1));
        }
        return new SlotRanges(ranges);
    }

    private void members() {
        for (Member member : now.members()) {
            if (before == null || !before.lists(member.id())) {
                events.add(new GridEvent.Joined(at, GridMembers.of(member), now.epoch()));
            }
        }
        if (before != null) {
            for (Member member : before.members()) {
                if (!now.lists(member.id())) {
                    boolean orderly = member.status() == Member.Status.LEAVING;
                    events.add(new GridEvent.Left(at, GridMembers.of(member), now.epoch(), orderly));
                }
            }
        }
    }

    private void wireVersion(Configuration<SlotTable> old) {
        if (now.wireVersion() != old.wireVersion()) {
            events.add(new GridEvent.WireVersionRaised(at, now.wireVersion(), old.wireVersion(), now.epoch()));
        }
    }

    private record Change(@Nullable MemberId from, MemberId to) {}

    private void primaries(SlotTable old) {
        Map<Change, SlotSet.Builder> changed = new LinkedHashMap<>();
        for (int slot = 0; slot < old.slotCount(); slot++) {
            MemberId from = old.assignment(slot).primary();
            MemberId to = now.body().assignment(slot).primary();
            if (to != null && !to.equals(from)) {
                changed.computeIfAbsent(new Change(from, to), change -> new SlotSet.Builder())
                        .addRange(slot, slot + 1);
            }
        }
        changed.forEach((change, builder) -> {
            SlotRanges slots = ranges(builder.build());
            GridMember to = GridMembers.of(now, change.to());
            MemberId from = change.from();
            if (from != null && aliveAfterwards(from)) {
                events.add(new GridEvent.Moved(at, slots, known(from), to, now.epoch()));
            } else {
                events.add(new GridEvent.Promoted(at, slots, from == null ? null : known(from), to, now.epoch()));
            }
        });
    }

    /** Makes the event of copies that go from one member to another. */
    private interface Copies {
        GridEvent event(Instant at, SlotRanges slots, GridMember from, GridMember to, long epoch);
    }

    /** Members that are new in a part of the assignments. */
    private void copies(SlotTable old, Function<SlotAssignment, List<MemberId>> part, Copies made) {
        Map<Change, SlotSet.Builder> added = new LinkedHashMap<>();
        for (int slot = 0; slot < old.slotCount(); slot++) {
            SlotAssignment was = old.assignment(slot);
            SlotAssignment is = now.body().assignment(slot);
            MemberId primary = is.primary();
            // Without a holder in common the slot began anew.
            if (was.equals(is) || primary == null || Collections.disjoint(was.inSync(), is.inSync())) {
                continue;
            }
            for (MemberId member : part.apply(is)) {
                if (!part.apply(was).contains(member)) {
                    added.computeIfAbsent(new Change(primary, member), change -> new SlotSet.Builder())
                            .add(slot);
                }
            }
        }
        added.forEach((change, slots) -> events.add(made.event(
                at,
                ranges(slots.build()),
                GridMembers.of(now, Objects.requireNonNull(change.from())),
                GridMembers.of(now, change.to()),
                now.epoch())));
    }

    private boolean aliveAfterwards(MemberId id) {
        Optional<Member> listed = now.member(id);
        return listed.isPresent() && listed.get().status() != Member.Status.DOWN;
    }

    private GridMember known(MemberId id) {
        return now.lists(id) || before == null ? GridMembers.of(now, id) : GridMembers.of(before, id);
    }

    private void offline(SlotTable old) {
        SlotSet newly = SlotSet.matching(
                old.slotCount(),
                slot -> now.body().assignment(slot).primary() == null
                        && old.assignment(slot).primary() != null);
        if (newly.ranges() > 0) {
            events.add(new GridEvent.SlotsOffline(at, ranges(newly), now.epoch()));
        }
    }

    private void lost(SlotTable old) {
        SlotSet lost = SlotTable.lost(old, now.body());
        if (lost.ranges() > 0) {
            events.add(new GridEvent.SlotsLost(at, ranges(lost), now.epoch()));
        }
    }
}
