package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.lock.LockCommands;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.wire.WireWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the owner of a slot decides about locks and semaphores, on the slot's time. */
class LocksTest {
    private static final int SLOT = 1;
    private static final MemberId A = new MemberId(1, 1);
    private static final MemberId B = new MemberId(2, 2);
    private static final long LEASE = 1_000;

    /** Epoch of the newest configuration, and by member the first one that does not list it. */
    private final Map<MemberId, Long> leftAt = new HashMap<>();

    private final KeyspaceStateMachine machine =
            new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30), this::hasLeft);
    private long version = 7L << 40;
    private long now = 1_000_000;

    private boolean hasLeft(MemberId member, long epoch) {
        Long left = leftAt.get(member);
        return left != null && left >= epoch;
    }

    @Test
    void onlyOneHolderAtATimeAndEachWithAHigherToken() {
        long first = token(acquire(A, 1));

        assertThat(acquire(B, 1)).isInstanceOf(Value.Nil.class);
        assertThat(acquire(A, 2)).isInstanceOf(Value.Nil.class);
        assertThat(release(A, 1)).isTrue();

        long second = token(acquire(B, 1));
        assertThat(second).isGreaterThan(first);
        assertThat(release(A, 1)).isFalse();
    }

    @Test
    void aLeaseThatIsOverMakesTheLockFree() {
        long first = token(acquire(A, 1));
        now += LEASE - 1;
        assertThat(acquire(B, 1)).isInstanceOf(Value.Nil.class);
        now++;

        assertThat(holders()).isEmpty();
        assertThat(execute(renew(A, 1))).isInstanceOf(Value.Nil.class);
        assertThat(token(acquire(B, 1))).isGreaterThan(first);
    }

    @Test
    void aRenewedLeaseKeepsTheLockAndItsToken() {
        long token = token(acquire(A, 1));
        for (int i = 0; i < 5; i++) {
            now += LEASE - 1;
            Value renewed = execute(renew(A, 1));
            assertThat(token(renewed)).isEqualTo(token);
            assertThat(number(renewed, 2)).isEqualTo(now + LEASE);
        }
        assertThat(acquire(B, 1)).isInstanceOf(Value.Nil.class);
    }

    @Test
    void tokensRiseThoughNothingIsLeftOfTheLock() {
        long last = 0;
        for (int i = 0; i < 4; i++) {
            long token = token(acquire(A, i));
            assertThat(token).isGreaterThan(last);
            last = token;
            now += LEASE + 100;
            execute(new Reap(10));
            assertThat(machine.isEmpty(SLOT)).isTrue();
        }
        // The slot lost its data and begins anew in a later configuration.
        machine.clear(SLOT);
        version = 9L << 40;
        assertThat(token(acquire(B, 1))).isGreaterThan(last);
    }

    @Test
    void aHolderThatHasLeftHoldsNothing() {
        acquire(A, 1, 5, LockCommands.ACQUIRE);
        leftAt.put(A, 6L);

        assertThat(holders()).isEmpty();
        assertThat(acquire(B, 1)).isNotInstanceOf(Value.Nil.class);
    }

    @Test
    void aHolderThatIsNotListedYetHasNotLeft() {
        leftAt.put(A, 4L);
        acquire(A, 1, 5, LockCommands.ACQUIRE);

        assertThat(acquire(B, 1)).isInstanceOf(Value.Nil.class);
        assertThat(holders()).hasSize(1);
    }

    @Test
    void whoHasLeftGetsNothing() {
        leftAt.put(A, 6L);

        assertThat(acquire(A, 1, 5, LockCommands.ACQUIRE)).isInstanceOf(Value.Nil.class);
        assertThat(machine.isEmpty(SLOT)).isTrue();
    }

    @Test
    void aSemaphoreGivesOutItsPermitsAndNoMore() {
        assertThat(permits(A, 1, 2, 3)).isNotInstanceOf(Value.Nil.class);
        assertThat(permits(B, 1, 2, 3)).isInstanceOf(Value.Nil.class);
        assertThat(permits(B, 1, 1, 3)).isNotInstanceOf(Value.Nil.class);
        now += LEASE / 2;
        execute(claim(LockCommands.SEMAPHORE_RENEW, B, 1, Value.of(LEASE)));
        now += LEASE / 2;

        assertThat(permits(B, 2, 3, 3)).isInstanceOf(Value.Nil.class);
        assertThat(permits(B, 2, 2, 3)).isNotInstanceOf(Value.Nil.class);
        assertThat(items(read(LockCommands.SEMAPHORE_HOLDERS.of(Value.of("lock")))))
                .hasSize(2);
    }

    @Test
    void locksAndSemaphoresOfOneNameAreDifferentThings() {
        acquire(A, 1);

        assertThat(permits(A, 1, 1, 1)).isNotInstanceOf(Value.Nil.class);
        assertThat(execute(LockCommands.BREAK.of(Value.of("lock")))).isEqualTo(Value.of(1));
        assertThat(holders()).isEmpty();
        assertThat(items(read(LockCommands.SEMAPHORE_HOLDERS.of(Value.of("lock")))))
                .hasSize(1);
    }

    @Test
    void refusesWhatIsOutOfRangeAndChangesNothing() {
        assertRefused(claim(LockCommands.RENEW, A, 1, Value.of(99)));
        assertRefused(claim(LockCommands.RENEW, A, 1, Value.of(LockCommands.MAX_LEASE_MILLIS + 1)));
        assertRefused(permitsOf(A, 1, 0, 3));
        assertRefused(permitsOf(A, 1, LockCommands.MAX_PERMITS + 1, LockCommands.MAX_PERMITS));
        assertRefused(LockCommands.RELEASE.of(Value.of("lock"), Value.of("short"), Value.of(1)));
        assertRefused(LockCommands.RELEASE.of(Value.of("lock")));
        for (int i = 0; i < LockCommands.MAX_CLAIMS; i++) {
            permits(A, i, 1, 5_000);
        }
        assertRefused(permitsOf(A, -1, 1, 5_000));
        assertThat(machine.isEmpty(SLOT)).isFalse();
    }

    private Value acquire(MemberId member, long number) {
        return acquire(member, number, 3, LockCommands.ACQUIRE);
    }

    private Value acquire(MemberId member, long number, long epoch, DataCommand command) {
        return execute(claim(command, member, number, Value.of(epoch), Value.of(LEASE), Value.of(1), Value.of(1)));
    }

    private Value permits(MemberId member, long number, long permits, long all) {
        return execute(permitsOf(member, number, permits, all));
    }

    private static Command<Value> permitsOf(MemberId member, long number, long permits, long all) {
        return claim(
                LockCommands.SEMAPHORE_ACQUIRE,
                member,
                number,
                Value.of(3),
                Value.of(LEASE),
                Value.of(permits),
                Value.of(all));
    }

    private static Command<Value> renew(MemberId member, long number) {
        return claim(LockCommands.RENEW, member, number, Value.of(LEASE));
    }

    private boolean release(MemberId member, long number) {
        return execute(claim(LockCommands.RELEASE, member, number)).equals(Value.of(1));
    }

    private List<Value> holders() {
        return items(read(LockCommands.HOLDERS.of(Value.of("lock"))));
    }

    private static Command<Value> claim(DataCommand command, MemberId member, long number, Value... more) {
        Value[] arguments = new Value[more.length + 3];
        arguments[0] = Value.of("lock");
        arguments[1] = Value.of(new WireWriter().member(member).toBytes());
        arguments[2] = Value.of(number);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return command.of(arguments);
    }

    private <R> R execute(Command<R> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        machine.apply(SLOT, version, decision.effects());
        return command.result(decision.result());
    }

    private Value read(Command<Value> command) {
        ReadResult seen = machine.read(SLOT, command.toBytes(), now);
        return seen.result() == null ? execute(command) : command.result(seen.result());
    }

    private void assertRefused(Command<Value> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        assertThat(decision.effects()).isEmpty();
        assertThatThrownBy(() -> command.result(decision.result())).isInstanceOf(CommandException.class);
    }

    private static long token(Value granted) {
        return number(granted, 0);
    }

    private static long number(Value granted, int index) {
        return ((Value.Whole) items(granted).get(index)).number();
    }

    private static List<Value> items(Value value) {
        return ((Value.Items) value).values();
    }
}
