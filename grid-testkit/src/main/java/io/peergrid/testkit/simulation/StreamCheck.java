package io.peergrid.testkit.simulation;

import io.peergrid.PendingRecord;
import io.peergrid.StreamId;
import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import io.peergrid.testkit.simulation.StreamHistory.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether what clients saw of a stream and of its group can have been: ids rise in the order of time and never repeat, each entry is there once, as long as it is not trimmed,
 * and is given to one consumer, which has it until it is acknowledged.
 */
final class StreamCheck {
    private final StreamHistory history;
    private final long kept;
    private final Map<StreamId, String> values = new TreeMap<>();
    private final Map<String, StreamId> ids = new HashMap<>();
    private final Map<String, Attempt<String, StreamId>> additions = new HashMap<>();
    private final Map<StreamId, Attempt<String, List<Entry>>> given = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private StreamCheck(StreamHistory history, long kept) {
        this.history = history;
        this.kept = kept;
    }

    /**
     * @param kept how many entries each addition leaves; 0 for all
     * @return what cannot have been, in words, or null
     */
    static @Nullable String problem(StreamHistory history, long kept) {
        StreamCheck check = new StreamCheck(history, kept);
        check.additions();
        history.reads.all().forEach(check::read);
        history.shares.all().forEach(check::share);
        history.pending.all().forEach(check::pending);
        check.lost();
        return check.problems.isEmpty() ? null : check.problems.get(0);
    }

    private void additions() {
        for (Attempt<String, StreamId> addition : history.additions.all()) {
            additions.put(addition.asked, addition);
            if (addition.answer != null) {
                same(new Entry(addition.answer, addition.asked), addition);
            }
        }
        for (Attempt<String, StreamId> first : history.additions.all()) {
            for (Attempt<String, StreamId> second : history.additions.all()) {
                boolean fell = first.answer != null
                        && second.answer != null
                        && first.precedes(second)
                        && first.answer.compareTo(second.answer) >= 0;
                if (fell) {
                    problems.add("ids do not rise: " + first + "; " + second);
                }
            }
        }
    }

    /** An entry has one id and one value, whoever sees it. */
    private void same(Entry entry, Object seen) {
        String value = values.putIfAbsent(entry.id(), entry.value());
        StreamId id = ids.putIfAbsent(entry.value(), entry.id());
        if (value != null && !value.equals(entry.value())) {
            problems.add("one id for " + value + " and another: " + seen);
        }
        if (id != null && !id.equals(entry.id())) {
            problems.add("added twice, at " + id + " and " + entry.id() + ": " + seen);
        }
    }

    private void seen(List<Entry> entries, Attempt<?, ?> by) {
        StreamId last = null;
        for (Entry entry : entries) {
            same(entry, by);
            Attempt<String, StreamId> addition = additions.get(entry.value());
            if (addition == null || !addition.mayPrecede(by)) {
                problems.add("nobody had added it: " + entry + " of " + by);
            }
            if (last != null && last.compareTo(entry.id()) >= 0) {
                problems.add("not in order: " + by);
            }
            last = entry.id();
        }
    }

    private void read(Attempt<String, List<Entry>> read) {
        List<Entry> entries = read.answer;
        if (entries == null) {
            return;
        }
        seen(entries, read);
        Set<StreamId> there = new HashSet<>();
        entries.forEach(entry -> there.add(entry.id()));
        if (kept > 0 && entries.size() > kept) {
            problems.add("more than " + kept + " kept: " + read);
        }
        for (Attempt<String, StreamId> addition : history.additions.all()) {
            StreamId id = addition.answer;
            if (id != null && addition.precedes(read) && !there.contains(id) && !trimmed(id, entries)) {
                problems.add("lost: " + addition + "; " + read);
            }
        }
    }

    /** Whether enough later ones push an entry out. */
    private boolean trimmed(StreamId id, List<Entry> entries) {
        return kept > 0 && entries.size() == kept && id.compareTo(entries.get(0).id()) < 0;
    }

    private void share(Attempt<String, List<Entry>> share) {
        if (share.answer == null) {
            return;
        }
        seen(share.answer, share);
        for (Entry entry : share.answer) {
            Attempt<String, List<Entry>> before = given.put(entry.id(), share);
            if (before != null) {
                problems.add("given twice: " + entry + ", " + before + "; " + share);
            }
        }
    }

    private void pending(Attempt<String, List<PendingRecord>> pending) {
        if (pending.answer == null) {
            return;
        }
        Map<StreamId, PendingRecord> there = new HashMap<>();
        pending.answer.forEach(entry -> there.put(entry.id(), entry));
        for (Attempt<StreamId, Integer> done : history.acknowledgements.all()) {
            if (done.precedes(pending) && there.containsKey(done.asked)) {
                problems.add("pending though it was acknowledged: " + done);
            }
        }
        there.values().forEach(this::held);
        given.forEach((id, share) -> {
            boolean touched = history.acknowledgements.all().stream()
                    .anyMatch(done -> done.outcome != Outcome.FAIL && done.asked.equals(id));
            if (share.precedes(pending) && !touched && !there.containsKey(id)) {
                problems.add("not pending though nobody acknowledged " + id + ", which was given by " + share);
            }
        });
    }

    /** What is pending was given once, to this consumer; if nobody knows of it by a read of unknown outcome. */
    private void held(PendingRecord entry) {
        Attempt<String, List<Entry>> share = given.get(entry.id());
        boolean explained = share != null
                ? share.client.equals(entry.consumer())
                : history.shares.all().stream()
                        .anyMatch(read -> read.outcome == Outcome.INFO && read.client.equals(entry.consumer()));
        if (!explained || entry.deliveries() != 1) {
            problems.add("pending and not given so: " + entry + "; " + share);
        }
    }

    /** At the end everybody has been given everything. */
    private void lost() {
        Attempt<String, List<PendingRecord>> last = last(history.pending.all());
        Attempt<String, List<Entry>> all = last(history.reads.all());
        if (kept > 0 || last == null || last.answer == null || all == null || all.answer == null) {
            return;
        }
        Set<StreamId> reached = new HashSet<>(given.keySet());
        last.answer.forEach(entry -> reached.add(entry.id()));
        history.acknowledgements.all().forEach(done -> reached.add(done.asked));
        for (Entry entry : all.answer) {
            if (!reached.contains(entry.id())) {
                problems.add("given to nobody: " + entry);
            }
        }
    }

    private static <A> @Nullable Attempt<String, A> last(List<Attempt<String, A>> attempts) {
        Attempt<String, A> last = null;
        for (Attempt<String, A> attempt : attempts) {
            last = attempt.ok() && attempt.client.equals(StreamHistory.LAST) ? attempt : last;
        }
        return last;
    }
}
