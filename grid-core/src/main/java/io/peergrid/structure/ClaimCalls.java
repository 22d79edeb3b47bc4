package io.peergrid.structure;

import io.peergrid.command.DataCommand;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Value;
import io.peergrid.command.lock.LockCommands;
import io.peergrid.map.Call;
import io.peergrid.ports.MemberId;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the owner of a lock or a semaphore. Immutable.
 *
 * @param all permits; 1 for a lock
 */
record ClaimCalls(KeyCalls key, Kind kind, int all, Duration lease) {
    static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    ClaimCalls {
        if (all < 1 || all > LockCommands.MAX_PERMITS) {
            throw new IllegalArgumentException(
                    all + " permits; there must be from 1 to " + LockCommands.MAX_PERMITS + " of them");
        }
        long millis = lease.compareTo(Duration.ofMillis(LockCommands.MAX_LEASE_MILLIS)) > 0 ? 0 : lease.toMillis();
        if (millis < LockCommands.LEAST_LEASE_MILLIS) {
            throw new IllegalArgumentException("a lease of " + lease + "; it must be from "
                    + LockCommands.LEAST_LEASE_MILLIS + " ms to " + LockCommands.MAX_LEASE_MILLIS + " ms");
        }
    }

    /** Locks and semaphores have commands and names of their own. */
    record Kind(
            long namespace,
            DataCommand acquire,
            DataCommand renew,
            DataCommand release,
            DataCommand holders,
            DataCommand breaks) {
        static final Kind LOCK = new Kind(
                Keyspaces.LOCKS,
                LockCommands.ACQUIRE,
                LockCommands.RENEW,
                LockCommands.RELEASE,
                LockCommands.HOLDERS,
                LockCommands.BREAK);
        static final Kind SEMAPHORE = new Kind(
                Keyspaces.SEMAPHORES,
                LockCommands.SEMAPHORE_ACQUIRE,
                LockCommands.SEMAPHORE_RENEW,
                LockCommands.SEMAPHORE_RELEASE,
                LockCommands.SEMAPHORE_HOLDERS,
                LockCommands.SEMAPHORE_BREAK);
    }

    /**
     * A claim as its owner has it.
     *
     * @param nowMillis the slot's time when it was granted or renewed
     * @param untilMillis end of its lease by the slot's time
     */
    record Granted(long token, long nowMillis, long untilMillis) {}

    ClaimCalls withLease(Duration other) {
        return new ClaimCalls(key, kind, all, other);
    }

    /** As the owner's store has it. */
    Key physical() {
        return Key.of(kind.namespace, ByteSlice.of(Objects.requireNonNull(Answers.bytes(key.key()))));
    }

    /** @param epoch that this member has installed */
    Call<?, @Nullable Granted> acquire(MemberId self, long number, long epoch, int permits) {
        return key.call(
                kind.acquire,
                ClaimCalls::granted,
                member(self),
                Value.of(number),
                Value.of(epoch),
                Answers.millis(lease),
                Value.of(permits),
                Value.of(all));
    }

    Call<?, @Nullable Granted> renew(MemberId self, long number) {
        return key.call(kind.renew, ClaimCalls::granted, member(self), Value.of(number), Answers.millis(lease));
    }

    Call<?, Boolean> release(MemberId self, long number) {
        return key.call(kind.release, Answers::flag, member(self), Value.of(number));
    }

    /** How many permits somebody has. */
    Call<?, Integer> taken() {
        return key.call(kind.holders, answer -> {
            long taken = 0;
            for (Value claim : Answers.items(answer)) {
                taken += Answers.whole(Answers.items(claim).get(2));
            }
            return (int) Math.min(Integer.MAX_VALUE, taken);
        });
    }

    /** Takes all away; how many claims there were. */
    Call<?, Integer> breakAll() {
        return key.call(kind.breaks, Answers::size);
    }

    private static @Nullable Granted granted(Value answer) {
        if (answer instanceof Value.Nil) {
            return null;
        }
        List<Value> items = Answers.items(answer);
        return new Granted(Answers.whole(items.get(0)), Answers.whole(items.get(1)), Answers.whole(items.get(2)));
    }

    private static Value member(MemberId self) {
        return Value.of(new WireWriter(2 * Long.BYTES).member(self).toBytes());
    }
}
