package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of slot ranges: a dictionary of members, a dictionary of distinct assignments, then the ranges. Used for
 * whole tables (no gaps) and for deltas (gaps are what stays).
 */
final class SlotTableCodec {
    private SlotTableCodec() {}

    static void encode(List<SlotRange> ranges, WireWriter out) {
        Map<SlotAssignment, Integer> assignments = new LinkedHashMap<>();
        Map<MemberId, Integer> members = new LinkedHashMap<>();
        for (SlotRange range : ranges) {
            if (assignments.putIfAbsent(range.assignment(), assignments.size()) == null) {
                number(range.assignment(), members);
            }
        }
        out.varInt(members.size());
        members.keySet().forEach(out::member);
        out.varInt(assignments.size());
        assignments.keySet().forEach(assignment -> assignment(assignment, members, out));
        out.varInt(ranges.size());
        int at = 0;
        for (SlotRange range : ranges) {
            out.varInt(range.from() - at).varInt(range.size());
            out.varInt(assignments.getOrDefault(range.assignment(), 0));
            at = range.to();
        }
    }

    private static void number(SlotAssignment assignment, Map<MemberId, Integer> members) {
        for (List<MemberId> list : List.of(assignment.inSync(), assignment.eligible(), assignment.learners())) {
            for (MemberId member : list) {
                members.putIfAbsent(member, members.size());
            }
        }
    }

    private static void assignment(SlotAssignment assignment, Map<MemberId, Integer> members, WireWriter out) {
        reference(assignment.primary(), members, out);
        out.varLong(assignment.slotTerm());
        list(assignment.inSync(), members, out);
        list(assignment.eligible(), members, out);
        list(assignment.learners(), members, out);
        reference(assignment.heir(), members, out);
    }

    /** Zero for nobody; primary and heir are in sync, so the dictionary has them. */
    private static void reference(@Nullable MemberId member, Map<MemberId, Integer> members, WireWriter out) {
        out.varInt(member == null ? 0 : 1 + members.getOrDefault(member, -1));
    }

    private static void list(List<MemberId> list, Map<MemberId, Integer> members, WireWriter out) {
        out.varInt(list.size());
        for (MemberId member : list) {
            out.varInt(members.getOrDefault(member, -1));
        }
    }

    static List<SlotRange> decode(WireReader in, int slotCount) {
        MemberId[] members = new MemberId[in.count(16)];
        for (int i = 0; i < members.length; i++) {
            members[i] = in.member();
        }
        SlotAssignment[] assignments = new SlotAssignment[in.count(6)];
        Map<SlotAssignment, SlotAssignment> distinct = new HashMap<>();
        for (int i = 0; i < assignments.length; i++) {
            SlotAssignment read = assignment(in, members);
            if (distinct.putIfAbsent(read, read) != null) {
                throw new WireFormatException("an assignment twice");
            }
            assignments[i] = read;
        }
        int count = in.count(3);
        List<SlotRange> ranges = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int gap = in.varInt();
            int size = in.varInt();
            if (gap < 0 || gap > slotCount - at || size < 1 || size > slotCount - at - gap) {
                throw new WireFormatException("not a slot range: " + gap + ", " + size + " after " + at);
            }
            int from = at + gap;
            at = from + size;
            ranges.add(new SlotRange(from, at, pick(assignments, in.varInt())));
        }
        return ranges;
    }

    private static SlotAssignment assignment(WireReader in, MemberId[] members) {
        MemberId primary = reference(in, members);
        long slotTerm = in.varLong();
        List<MemberId> inSync = list(in, members);
        List<MemberId> eligible = list(in, members);
        List<MemberId> learners = list(in, members);
        MemberId heir = reference(in, members);
        if (slotTerm < 0 || inSync.isEmpty()) {
            throw new WireFormatException("no in-sync member, or a negative term");
        }
        if ((primary != null && !inSync.contains(primary)) || (heir != null && !inSync.contains(heir))) {
            throw new WireFormatException("a primary or heir that is not in sync");
        }
        return new SlotAssignment(primary, slotTerm, inSync, eligible, learners, heir);
    }

    private static @Nullable MemberId reference(WireReader in, MemberId[] members) {
        int index = in.varInt();
        return index == 0 ? null : pick(members, index - 1);
    }

    private static List<MemberId> list(WireReader in, MemberId[] members) {
        MemberId[] list = new MemberId[in.count(1)];
        for (int i = 0; i < list.length; i++) {
            list[i] = pick(members, in.varInt());
            if (i > 0 && list[i - 1].compareTo(list[i]) >= 0) {
                throw new WireFormatException("members out of order");
            }
        }
        return Arrays.asList(list);
    }

    private static <T> T pick(T[] dictionary, int index) {
        if (index < 0 || index >= dictionary.length) {
            throw new WireFormatException("index " + index + " into a dictionary of " + dictionary.length);
        }
        return dictionary[index];
    }
}
