package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridHold;
import io.peergrid.GridLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Locks of whole members under faults. Leases are long, so that it shows who does not wait for one. */
@SuppressWarnings("LockNotBeforeTry")
class LocksTest extends OnThreeMembers {
    private static final Duration LONG_LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void whoGetsItHasAHigherTokenAndItAloneWhileAMemberJoins() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Long> tokens = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (Grid grid : cluster.grids()) {
            workers.add(CompletableFuture.runAsync(() -> work(grid, inside, tokens, stop), this::onThread));
        }
        cluster.join("m4");
        cluster.awaitBalanced();
        await().atMost(PATIENCE).until(() -> tokens.size() > 30);
        stop.set(true);
        for (CompletableFuture<Void> worker : workers) {
            worker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(tokens).isSorted().doesNotHaveDuplicates();
    }

    private void work(Grid grid, AtomicInteger inside, List<Long> tokens, AtomicBoolean stop) {
        GridLock lock = grid.lock("shared").withLease(LONG_LEASE).withDeadline(PATIENCE);
        while (!stop.get()) {
            lock.lock();
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            tokens.add(lock.token());
            inside.decrementAndGet();
            lock.unlock();
        }
    }

    private void onThread(Runnable task) {
        Thread thread = new Thread(task, "holder");
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void theNextWaiterGetsALockWhoseHolderIsKilledWithAHigherToken() throws Exception {
        Grid holder = cluster.grid(0);
        GridHold hold = holder.lock("a").withLease(LONG_LEASE).acquire();
        CompletableFuture<GridHold> waiter = waiter(cluster.grid(1), "a");
        assertThat(cluster.grid(2).lock("a").tryAcquire()).isNull();

        cluster.kill(holder);

        assertThat(get(waiter).token()).isGreaterThan(hold.token());
    }

    @Test
    void aHolderThatIsCutOffKnowsItAndTheOthersGoOn() throws Exception {
        Grid holder = cluster.grid(0);
        GridHold hold = holder.lock("a").withLease(LONG_LEASE).acquire();
        GridLock byThread = holder.lock("b").withLease(LONG_LEASE);
        byThread.lock();
        CompletableFuture<GridHold> waiter = waiter(cluster.grid(1), "a");
        CompletableFuture<GridHold> second = waiter(cluster.grid(2), "b");

        cluster.isolate(holder);

        await().atMost(PATIENCE).until(() -> !hold.isHeld());
        GridHold next = get(waiter);
        assertThat(next.token()).isGreaterThan(hold.token());
        assertThat(get(second).token()).isGreaterThan(byThread.token());
        cluster.heal();
        await().atMost(PATIENCE).until(() -> hold.lost().toCompletableFuture().isDone());
        assertThat(next.lost().toCompletableFuture()).isNotDone();
        await().atMost(PATIENCE).until(next::isHeld);
        await().atMost(PATIENCE).untilAsserted(() -> assertThatThrownBy(byThread::unlock)
                .isInstanceOf(IllegalMonitorStateException.class));
    }

    @Test
    void thoseWhoWaitAreServedThoughTheOwnerDies() throws Exception {
        Grid owner = owner("a");
        List<Grid> others =
                cluster.grids().stream().filter(grid -> grid != owner).toList();
        GridHold hold = others.get(0).lock("a").withLease(LONG_LEASE).acquire();
        List<CompletableFuture<GridHold>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(waiter(others.get(i % 2), "a"));
        }

        cluster.kill(owner);

        assertThat(others.get(1).lock("a").isLocked()).isTrue();
        hold.release();
        long last = hold.token();
        for (int i = 0; i < 4; i++) {
            GridHold next = get(CompletableFuture.anyOf(waiters.toArray(new CompletableFuture<?>[0]))
                    .thenApply(GridHold.class::cast));
            assertThat(next.token()).isGreaterThan(last);
            last = next.token();
            waiters.removeIf(CompletableFuture::isDone);
            next.release();
        }
    }

    @Test
    void aHolderThatLeavesInOrderGivesItsLocksBack() throws Exception {
        Grid holder = cluster.grid(2);
        GridHold hold = holder.lock("a").withLease(LONG_LEASE).acquire();
        CompletableFuture<GridHold> waiter = waiter(cluster.grid(0), "a");

        cluster.stop(holder);

        assertThat(get(waiter).token()).isGreaterThan(hold.token());
    }

    @Test
    void permitsThatAreReleasedWakeTheNext() throws Exception {
        GridHold first = cluster.grid(0).semaphore("s", 2).tryAcquire(2);
        CompletableFuture<GridHold> waiter =
                cluster.grid(1).semaphore("s", 2).async().acquire().toCompletableFuture();
        assertThat(waiter.isDone()).isFalse();
        first.release();
        assertThat(get(waiter).token()).isGreaterThan(first.token());
    }

    @Test
    void aBrokenLockTellsItsHolder() throws Exception {
        GridHold hold =
                cluster.grid(0).lock("a").withLease(Duration.ofMillis(900)).acquire();
        CompletableFuture<GridHold> waiter = waiter(cluster.grid(1), "a");

        assertThat(cluster.grid(2).lock("a").forceUnlock()).isTrue();

        assertThat(get(waiter).token()).isGreaterThan(hold.token());
        hold.lost().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(hold.isHeld()).isFalse();
    }

    private static CompletableFuture<GridHold> waiter(Grid grid, String name) {
        return grid.lock(name).withLease(LONG_LEASE).async().acquire().toCompletableFuture();
    }

    private static GridHold get(CompletableFuture<GridHold> waiter) throws Exception {
        return waiter.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Grid owner(String name) {
        String primary = cluster.grid(0).explain(name).primary().name();
        return cluster.grids().stream()
                .filter(grid -> grid.self().name().equals(primary))
                .findFirst()
                .orElseThrow();
    }
}
