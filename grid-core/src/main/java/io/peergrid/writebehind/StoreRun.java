package io.peergrid.writebehind;

import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import io.peergrid.command.Command;
import io.peergrid.command.Get;
import io.peergrid.command.StoredValue;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.backlog.StoreFailed;
import io.peergrid.command.backlog.Stored;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.ByteSlice;
import io.peergrid.writebehind.MarkIndex.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way to the store: looks up what the marks say now, calls the writer, and notes what became of each change. Only the call of the writer has a thread;
 * the rest are callbacks.
 */
final class StoreRun<K, V> {
    /** After something of the grid did not work, for a key that nobody has said anything else about. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Backlog<K, V> backlog;
    private final List<Taken> taken;
    private final List<Change<K, V>> open = new ArrayList<>();
    private volatile @Nullable WriterCall writing;

    /**
     * What the store has to hear of one key.
     *
     * @param write null if the mark cannot be read: {@code unreadable} says why then
     */
    private record Change<K, V>(
            Taken taken,
            BacklogMark mark,
            @Nullable CacheWrite<K, V> write,
            @Nullable Throwable unreadable) {}

    StoreRun(Backlog<K, V> backlog, List<Taken> taken) {
        this.backlog = backlog;
        this.taken = taken;
    }

    void start() {
        List<Call<Optional<StoredValue>, ?>> reads = new ArrayList<>(taken.size());
        for (Taken each : taken) {
            Get get = new Get(each.key(), true);
            reads.add(new Call<>(each.slot(), get, Function.identity()));
        }
        // A read waits until what it sees is committed: nothing is stored that the grid may not keep.
        var unused = backlog.runner()
                .startAll(reads, backlog.runner().deadline())
                .whenComplete((outcomes, error) -> guarded(taken, () -> read(outcomes)));
    }

    private void read(@Nullable List<Outcome<Optional<StoredValue>>> outcomes) {
        List<Stale> found = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Taken each = taken.get(i);
            Outcome<Optional<StoredValue>> outcome = outcomes == null ? null : outcomes.get(i);
            if (!(outcome instanceof Outcome.Done<Optional<StoredValue>> done)) {
                backlog.index().done(each, backlog.now() + AGAIN_NANOS);
            } else if (done.result().isEmpty()) {
                backlog.index().absent(each);
            } else {
                found.add(new Stale(each, done.result().get().value()));
            }
        }
        if (found.isEmpty()) {
            backlog.over(this);
        } else if (!backlog.execute(() -> guarded(taken(found), () -> write(found)))) {
            guarded(taken(found), () -> {
                throw new IllegalStateException("no thread");
            });
        }
    }

    /** What a mark was when it was looked up. */
    private record Stale(Taken taken, ByteSlice mark) {}

    private static List<Taken> taken(List<Stale> found) {
        return found.stream().map(Stale::taken).toList();
    }

    private void write(List<Stale> found) {
        WriterCall calls = new WriterCall();
        writing = calls;
        List<Command<Boolean>> notes = new ArrayList<>();
        List<Taken> noted = new ArrayList<>();
        for (Stale each : found) {
            if (!backlog.leads(each.taken().slot())) {
                backlog.index().done(each.taken(), backlog.now() + AGAIN_NANOS);
                continue;
            }
            Change<K, V> change = read(each);
            if (change.write() == null) {
                noted.add(each.taken());
                notes.add(failed(change, change.unreadable()));
            } else {
                open.add(change);
            }
        }
        if (!open.isEmpty()) {
            writeAll(calls, noted, notes);
        }
        writing = null;
        note(noted, notes);
    }

    private Change<K, V> read(Stale each) {
        BacklogMark mark = BacklogMark.read(each.mark());
        try {
            return new Change<>(each.taken(), mark, backlog.write(each.taken().key(), mark), null);
        } catch (RuntimeException unreadable) {
            return new Change<>(each.taken(), mark, null, unreadable);
        }
    }

    private void writeAll(WriterCall calls, List<Taken> noted, List<Command<Boolean>> notes) {
        CacheWriter<K, V> writer = backlog.writer();
        List<CacheWrite<K, V>> writes = new ArrayList<>(open.size());
        for (Change<K, V> change : open) {
            writes.add(Objects.requireNonNull(change.write()));
        }
        Throwable failure = calls.run(() -> writer.writeAll(List.copyOf(writes)), backlog.now());
        if (failure == null) {
            backlog.reached(open.size());
            for (Change<K, V> change : open) {
                noted.add(change.taken());
                notes.add(stored(change));
            }
        } else if (StoreOutage.is(failure)) {
            outage(open, failure);
        } else if (open.size() == 1) {
            noted.add(open.get(0).taken());
            notes.add(failed(open.get(0), failure));
        } else {
            oneByOne(calls, writer, noted, notes);
        }
    }

    /** So that one row that the store refuses does not hold up the others. */
    private void oneByOne(WriterCall calls, CacheWriter<K, V> writer, List<Taken> noted, List<Command<Boolean>> notes) {
        for (int i = 0; i < open.size(); i++) {
            Change<K, V> change = open.get(i);
            if (backlog.isClosed() || !backlog.leads(change.taken().slot())) {
                backlog.index().done(change.taken(), backlog.now() + AGAIN_NANOS);
                continue;
            }
            CacheWrite<K, V> write = Objects.requireNonNull(change.write());
            Throwable failure = calls.run(() -> writer.write(write), backlog.now());
            if (failure != null && StoreOutage.is(failure)) {
                outage(open.subList(i, open.size()), failure);
                return;
            }
            noted.add(change.taken());
            if (failure == null) {
                backlog.reached(1);
                notes.add(stored(change));
            } else {
                notes.add(failed(change, failure));
            }
        }
    }

    private void outage(List<Change<K, V>> changes, Throwable failure) {
        backlog.unreachable(failure);
        for (Change<K, V> change : changes) {
            backlog.index().done(change.taken(), backlog.now());
        }
    }

    private Command<Boolean> stored(Change<K, V> change) {
        return new Stored(
                BacklogMark.entryOf(change.taken().key()), change.mark().version());
    }

    private Command<Boolean> failed(Change<K, V> change, @Nullable Throwable failure) {
        int attempts = change.mark().attempts() + 1;
        boolean park = attempts >= backlog.settings().attempts();
        backlog.failed(change.taken().key(), attempts, park, failure);
        return new StoreFailed(
                BacklogMark.entryOf(change.taken().key()),
                change.mark().version(),
                backlog.backOffMillis(attempts),
                park,
                String.valueOf(failure));
    }

    private void note(List<Taken> noted, List<Command<Boolean>> notes) {
        List<Call<Boolean, ?>> calls = new ArrayList<>(notes.size());
        for (int i = 0; i < notes.size(); i++) {
            calls.add(new Call<>(noted.get(i).slot(), notes.get(i), Function.identity()));
        }
        var unused = backlog.runner()
                .startAll(calls, backlog.runner().deadline())
                .whenComplete((outcomes, error) -> {
                    // What the note did is in the index by now, if this member leads the slot; if it failed, the change
                    // is stored once more.
                    noted.forEach(each -> backlog.index().done(each, backlog.now() + AGAIN_NANOS));
                    backlog.over(this);
                });
    }

    /** Nothing that is thrown here may keep keys for ever. */
    private void guarded(List<Taken> under, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error unexpected) {
            backlog.unexpected(unexpected);
            under.forEach(each -> backlog.index().done(each, backlog.now() + AGAIN_NANOS));
            backlog.over(this);
        }
    }

    /** Interrupts the writer if it takes too long; for how long it has been at it, in nanoseconds. */
    long poll(long now, long timeoutNanos) {
        WriterCall calls = writing;
        return calls == null ? 0 : calls.poll(now, timeoutNanos);
    }
}
