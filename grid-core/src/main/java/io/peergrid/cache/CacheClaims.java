package io.peergrid.cache;

import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.command.Expiry;
import io.peergrid.command.cache.CacheMark;
import io.peergrid.command.cache.ClaimEntry;
import io.peergrid.command.cache.ClaimEntry.Answer;
import io.peergrid.command.cache.ClaimEntry.Purpose;
import io.peergrid.command.cache.Claimant;
import io.peergrid.command.cache.EndClaim;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.command.cache.KeepClaim;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.structure.MemberStanding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claims of this member: asks for them, renews them as long as somebody here works for them, and ends them. Thread-safe. */
final class CacheClaims {
    private static final Logger LOG = LoggerFactory.getLogger(CacheClaims.class);
    static final long LEASE_MILLIS = 10_000;
    private static final long RENEW_NANOS = TimeUnit.MILLISECONDS.toNanos(LEASE_MILLIS / 4);
    /** Who works for a claim is interrupted when its time is over; this is for its way out. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long BELIEVED_NANOS = TimeUnit.MILLISECONDS.toNanos(LEASE_MILLIS * 9 / 10);

    private final CallRunner runner;
    private final MemberStanding standing;
    private final IntConsumer changed;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();

    /**
     * @param runner for what nobody waits for
     * @param changed is told of the slot when a claim has ended
     */
    CacheClaims(CallRunner runner, MemberStanding standing, IntConsumer changed) {
        this.changed = changed;
        this.runner = runner;
        this.standing = standing;
    }

    /**
     * How it ended.
     *
     * @param claim null unless granted
     * @param version of the claim or of the entry
     */
    record Asked(Answer answer, @Nullable Claim claim, long version) {}

    /**
     * Asks once.
     *
     * @param work how long it is renewed at most
     */
    Asked ask(CallRunner caller, Key entry, Purpose purpose, long expectedVersion, Duration work, long deadline) {
        Claim claim = new Claim(entry, purpose, caller.calls().nanoTime(), work);
        try {
            return asked(claim, caller.run(call(claim, purpose, expectedVersion), deadline));
        } catch (OutcomeUnknownException e) {
            // It may have been granted; nobody will renew it.
            claim.giveBack();
            throw new GridUnavailableException(
                    "nobody could be asked who may load or change the entry, nothing happened: " + e.getMessage());
        }
    }

    /**
     * Asks for the right to change a row until it is granted.
     *
     * @param otherwise says what others did until the deadline
     * @throws GridUnavailableException at the deadline
     */
    Asked askToWrite(CallRunner caller, Key entry, Duration work, long deadline, Supplier<String> otherwise) {
        while (true) {
            Asked asked = ask(caller, entry, Purpose.WRITE, 0, work, deadline);
            if (asked.claim() != null) {
                return asked;
            }
            if (!awaitFree(caller, entry, deadline)) {
                throw new GridUnavailableException(otherwise.get());
            }
        }
    }

    /** Asks once for each of several. */
    List<Asked> askAll(CallRunner caller, List<Key> entries, Purpose purpose, long expectedVersion, Duration work) {
        List<Claim> claims = new ArrayList<>(entries.size());
        List<Call<ClaimEntry.Result, ?>> calls = new ArrayList<>(entries.size());
        for (Key entry : entries) {
            Claim claim = new Claim(entry, purpose, caller.calls().nanoTime(), work);
            claims.add(claim);
            calls.add(call(claim, purpose, expectedVersion));
        }
        List<CallRunner.Outcome<ClaimEntry.Result>> outcomes;
        try {
            outcomes = caller.await(own -> own.startAll(calls, caller.deadline()));
        } catch (GridException e) {
            claims.forEach(Claim::giveBack);
            throw e;
        }
        List<Asked> asked = new ArrayList<>(entries.size());
        GridException failure = null;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof CallRunner.Outcome.Done<ClaimEntry.Result> done) {
                asked.add(asked(claims.get(i), done.result()));
            } else if (outcomes.get(i) instanceof CallRunner.Outcome.Failed<ClaimEntry.Result> failed) {
                claims.get(i).giveBack();
                failure = failed.error();
            }
        }
        if (failure != null) {
            asked.forEach(each -> giveBack(each.claim()));
            throw failure;
        }
        return asked;
    }

    private static void giveBack(@Nullable Claim claim) {
        if (claim != null) {
            claim.giveBack();
        }
    }

    private Call<ClaimEntry.Result, ClaimEntry.Result> call(Claim claim, Purpose purpose, long expectedVersion) {
        return new Call<>(
                claim.slot(),
                new ClaimEntry(claim.entry, claim.by, LEASE_MILLIS, purpose, expectedVersion),
                Function.identity());
    }

    private Asked asked(Claim claim, ClaimEntry.Result result) {
        boolean granted = result.answer() == Answer.GRANTED;
        if (granted) {
            held.add(claim);
        }
        return new Asked(result.answer(), granted ? claim : null, result.version());
    }

    /**
     * Waits until it is worth asking again, which may be at once, half a second at most.
     *
     * @return false at the deadline
     */
    boolean awaitFree(CallRunner caller, Key entry, long deadline) {
        Key mark = CacheMark.keyOf(entry);
        caller.calls().mayBlock();
        KeyWait wait = caller.calls().await(mark.slot(caller.calls().slots()), ValueTag.RAW, List.of(mark));
        try {
            long now = caller.calls().nanoTime();
            if (deadline - now > 0) {
                // A writer may be let in although the entry is claimed again, by a loader: so it asks from time to
                // time.
                long until = now + Math.min(deadline - now, ASK_AGAIN_NANOS);
                wait.next(until).toCompletableFuture().get(2 * ASK_AGAIN_NANOS, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridUnavailableException("this thread was interrupted while it waited; nothing happened");
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            LOG.debug("A wait for a claim ended", e);
        } finally {
            wait.close();
        }
        return deadline - caller.calls().nanoTime() > 0;
    }

    /** On the protocol thread, every few milliseconds. */
    void poll(long now) {
        if (!held.isEmpty()) {
            held.forEach(claim -> claim.poll(now));
        }
    }

    /** The right to load an entry, or to change its row, as far as this member knows. */
    final class Claim {
        final Key entry;
        private final Claimant by;
        private volatile long renewAt;
        private volatile long believedUntil;
        private final boolean writes;
        private final long worksUntil;
        private volatile boolean lost;

        Claim(Key entry, Purpose purpose, long sentAt, Duration work) {
            this.entry = entry;
            writes = purpose == Purpose.WRITE;
            worksUntil = sentAt + work.toNanos() + GRACE_NANOS;
            by = new Claimant(standing.self(), numbers.incrementAndGet(), standing.epoch());
            believe(sentAt);
        }

        private void believe(long sentAt) {
            renewAt = sentAt + RENEW_NANOS;
            believedUntil = sentAt + BELIEVED_NANOS;
        }

        private int slot() {
            return entry.slot(runner.calls().slots());
        }

        /** Whether nobody else can have it, as far as this member may know. */
        boolean isHeld() {
            return !lost && believedUntil - runner.calls().nanoTime() > 0;
        }

        private void poll(long now) {
            if (now - worksUntil > 0 && writes) {
                // Whoever works for it does not even hear of interrupts. With its claim goes the entry.
                abandon();
            } else if (now - worksUntil > 0) {
                lost = true;
                giveBack();
            }
            if (now - renewAt < 0 || lost) {
                return;
            }
            renewAt = now + RENEW_NANOS;
            var unused = runner.start(
                            new Call<>(slot(), new KeepClaim(entry, by, LEASE_MILLIS), Function.<Boolean>identity()))
                    .whenComplete((kept, error) -> {
                        if (error == null && kept) {
                            believe(now);
                        } else if (error == null) {
                            abandon();
                        }
                    });
        }

        /** Ends it with a value, see {@link FillEntry}. */
        Call<FillEntry.Result, FillEntry.Result> fill(
                @Nullable ByteSlice value, Expiry expiry, long noRowMillis, boolean wrote) {
            return new Call<>(slot(), new FillEntry(entry, by, value, expiry, noRowMillis, wrote), result -> {
                over();
                return result;
            });
        }

        /** Ends it without one; if the grid cannot be reached now it ends by itself. */
        void end(long backOffMillis) {
            over();
            var unused = runner.start(
                    new Call<>(slot(), new EndClaim(entry, by, backOffMillis), Function.<Boolean>identity()));
        }

        private void over() {
            held.remove(this);
            changed.accept(slot());
        }

        void giveBack() {
            end(0);
        }

        /** Nobody works for it any more, though somebody may still think so: it ends by itself. */
        void abandon() {
            lost = true;
            over();
        }
    }
}
