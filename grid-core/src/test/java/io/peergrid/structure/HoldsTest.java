package io.peergrid.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.GridHold;
import io.peergrid.GridLock;
import io.peergrid.GridSemaphore;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.partition.Reply;
import io.peergrid.ports.MemberId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a member keeps what it holds, on a clock of the test's own. */
@SuppressWarnings("LockNotBeforeTry")
class HoldsTest {
    private static final long LEASE = 1_000;

    private final OwnSlots slots = new OwnSlots();
    private final Standing standing = new Standing(new MemberId(1, 1));
    private final LockFactory member = member(standing);
    private final LockFactory other = member(new Standing(new MemberId(2, 2)));
    private final GridLock lock = member.lock("lock").withLease(Duration.ofMillis(LEASE));
    private final GridLock othersLock = other.lock("lock").withLease(Duration.ofMillis(LEASE));

    private static final class Standing implements MemberStanding {
        private final MemberId self;
        private boolean lease = true;

        Standing(MemberId self) {
            this.self = self;
        }

        @Override
        public MemberId self() {
            return self;
        }

        @Override
        public long epoch() {
            return 3;
        }

        @Override
        public boolean holdsLease() {
            return lease;
        }
    }

    @Test
    void aHoldIsRenewedAThirdOfItsLeaseAfterTheLastTime() {
        GridHold hold = lock.tryAcquire();
        int before = slots.asked();
        for (int i = 0; i < 100; i++) {
            pass(LEASE / 10);
        }

        assertThat(slots.asked() - before).isBetween(24, 34);
        assertThat(hold.isHeld()).isTrue();
        assertThat(othersLock.tryAcquire()).isNull();
        assertThat(hold.release()).isTrue();
        assertThat(hold.isHeld()).isFalse();
        assertThat(hold.release()).isFalse();
    }

    @Test
    void aHoldThatCannotBeRenewedIsLostBeforeItsLeaseIsOver() {
        GridHold hold = lock.tryAcquire();
        CompletableFuture<Void> lost = hold.lost().toCompletableFuture();
        slots.unreachable(Reply.Status.NO_LEASE);
        pass(LEASE * 9 / 10 - 1);
        assertThat(hold.isHeld()).isTrue();
        pass(1);

        assertThat(hold.isHeld()).isFalse();
        assertThat(lost).isDone();
        slots.reachable();
        GridHold next = passUntilAcquired(LEASE / 10);
        assertThat(next.token()).isGreaterThan(hold.token());
        assertThat(hold.release()).isFalse();
        assertThat(next.isHeld()).isTrue();
    }

    @Test
    void aMemberThatStoodStillFindsItsHoldOver() {
        GridHold hold = lock.tryAcquire();
        slots.pass(LEASE);

        assertThat(hold.isHeld()).isFalse();
        GridHold next = othersLock.tryAcquire();
        assertThat(next.token()).isGreaterThan(hold.token());
        member.poll(slots.nanoTime());
        assertThat(hold.lost().toCompletableFuture()).isDone();
        assertThat(next.isHeld()).isTrue();
    }

    @Test
    void whoeverBreaksALockTellsItsHolderAtTheNextRenewal() {
        GridHold hold = lock.tryAcquire();
        assertThat(othersLock.isLocked()).isTrue();
        assertThat(othersLock.forceUnlock()).isTrue();
        assertThat(othersLock.forceUnlock()).isFalse();
        GridHold next = othersLock.tryAcquire();
        pass(LEASE / 3 + 1);

        assertThat(hold.isHeld()).isFalse();
        assertThat(hold.lost().toCompletableFuture()).isDone();
        assertThat(next.isHeld()).isTrue();
    }

    @Test
    void aMemberWithoutALeaseBelievesInNothingItHolds() {
        GridHold hold = lock.tryAcquire();
        standing.lease = false;
        assertThat(hold.isHeld()).isFalse();
        standing.lease = true;
        assertThat(hold.isHeld()).isTrue();
    }

    @Test
    void aDoubtedHoldIsConfirmedByTheNextRenewal() {
        GridHold hold = lock.tryAcquire();
        member.doubtHolds();
        assertThat(hold.isHeld()).isFalse();
        pass(1);
        assertThat(hold.isHeld()).isTrue();
    }

    @Test
    void aMemberThatLeavesTellsItsHolders() {
        GridHold hold = lock.tryAcquire();
        member.close();
        assertThat(hold.isHeld()).isFalse();
        assertThat(hold.lost().toCompletableFuture()).isDone();
    }

    @Test
    void anAcquireOfUnknownOutcomeIsGivenBack() {
        slots.unknown();
        assertThatThrownBy(lock::tryAcquire).isInstanceOf(OutcomeUnknownException.class);
        slots.reachable();
        assertThat(othersLock.tryAcquire()).isNotNull();
    }

    @Test
    void aLockThatIsNotReachableCannotBeAcquired() {
        slots.unreachable(Reply.Status.NO_LEASE);
        assertThatThrownBy(lock::tryAcquire).isInstanceOf(GridUnavailableException.class);
        assertThat(lock.async().tryAcquire().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aThreadEntersAgainWithoutAskingAndLeavesAsOften() {
        lock.lock();
        int asked = slots.asked();
        lock.lock();
        assertThat(member.lock("lock").tryLock()).isTrue();
        assertThat(slots.asked()).isEqualTo(asked);
        assertThat(lock.token()).isPositive();
        assertThat(othersLock.tryLock()).isFalse();
        lock.unlock();
        lock.unlock();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();

        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(lock::token).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(othersLock.tryLock()).isTrue();
    }

    @Test
    void aThreadThatLostTheLockIsToldWhenItEntersAgainAndWhenItLeaves() {
        lock.lock();
        othersLock.forceUnlock();
        pass(LEASE / 3 + 1);

        assertThatThrownBy(lock::lock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("lost");
        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("lost");
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    void whatAThreadHeldThatEndedIsGivenBack() throws InterruptedException {
        Thread thread = new Thread(lock::lock);
        thread.start();
        thread.join();
        assertThat(othersLock.tryAcquire()).isNull();
        pass(1);

        assertThat(othersLock.tryAcquire()).isNotNull();
    }

    @Test
    void aStageThatIsCancelledWhileItWaitsTakesNothing() {
        GridHold hold = lock.tryAcquire();
        CompletableFuture<GridHold> cancelled = othersLock.async().acquire().toCompletableFuture();
        CompletableFuture<GridHold> waiting = othersLock.async().acquire().toCompletableFuture();
        cancelled.cancel(false);
        hold.release();

        assertThat(waiting).isCompleted();
        assertThat(waiting.join().isHeld()).isTrue();
        assertThat(waiting.join().release()).isTrue();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void permitsAreSharedAndComeBack() {
        GridSemaphore semaphore = member.semaphore("pool", 5);
        GridSemaphore others = other.semaphore("pool", 5);
        GridHold two = semaphore.tryAcquire(2);
        CompletableFuture<GridHold> four = others.async().acquire(4).toCompletableFuture();

        assertThat(four).isNotDone();
        assertThat(others.available()).isEqualTo(3);
        GridHold three = others.tryAcquire(3);
        assertThat(three.token()).isGreaterThan(two.token());
        assertThat(three.permits()).isEqualTo(3);
        two.close();
        assertThat(four).isNotDone();
        three.close();
        assertThat(four.join().permits()).isEqualTo(4);
        assertThat(semaphore.tryAcquire()).isNotNull();
        assertThat(semaphore.forceRelease()).isEqualTo(2);
        assertThat(semaphore.available()).isEqualTo(5);
        assertThatThrownBy(() -> semaphore.tryAcquire(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> member.semaphore("pool", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLeasesOutOfBoundsAndConditions() {
        assertThatThrownBy(() -> lock.withLease(Duration.ofMillis(99))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lock.withLease(Duration.ofDays(400_000_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(lock::newCondition).isInstanceOf(UnsupportedOperationException.class);
    }

    private GridHold passUntilAcquired(long mostMillis) {
        GridHold next = othersLock.tryAcquire();
        for (long passed = 0; next == null && passed < mostMillis; passed++) {
            pass(1);
            next = othersLock.tryAcquire();
        }
        return next;
    }

    private void pass(long millis) {
        slots.pass(millis);
        member.poll(slots.nanoTime());
        other.poll(slots.nanoTime());
    }

    private LockFactory member(Standing whose) {
        return new LockFactory(slots, whose, KeyspaceLimits.ofMemory(1L << 30), Duration.ofSeconds(1));
    }
}
