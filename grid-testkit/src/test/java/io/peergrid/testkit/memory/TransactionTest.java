package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridCounter;
import io.peergrid.GridDeque;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridTransaction;
import io.peergrid.TransactionConflictException;
import io.peergrid.WrongTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TransactionTest extends OnThreeMembers {
    private static final int ACCOUNTS = 6;
    private static final long EACH = 100;

    private static GridMap<String, Long> accounts(GridTransaction transaction) {
        return transaction.map("accounts", String.class, Long.class);
    }

    private static String account(int number) {
        return "{bank}" + number;
    }

    @Test
    void itsCallsSeeItsOwnChangesAndOthersSeeThemTogether() {
        GridMap<String, String> map = b.map("people", String.class, String.class);
        String result = a.transaction("t", transaction -> {
            GridMap<String, String> people = transaction.map("people", String.class, String.class);
            GridDeque<String> log = transaction.deque("{t}log", String.class);
            assertThat(people.put("{t}ann", "here")).isNull();
            assertThat(people.get("{t}ann")).isEqualTo("here");
            people.putAll(Map.of("{t}bob", "there", "{t}eve", "nowhere"));
            assertThat(people.remove("{t}eve")).isEqualTo("nowhere");
            log.addLast("ann");
            log.addLast("bob");
            assertThat(log.pollFirst()).isEqualTo("ann");
            assertThat(transaction.counter("{t}changes").addAndGet(5)).isEqualTo(5);
            assertThat(map.get("{t}ann")).isNull();
            return people.get("{t}bob");
        });

        assertThat(result).isEqualTo("there");
        assertThat(map.get("{t}ann")).isEqualTo("here");
        assertThat(map.containsKey("{t}eve")).isFalse();
        assertThat(b.deque("{t}log", String.class)).containsExactly("bob");
        assertThat(b.counter("{t}changes").get()).isEqualTo(5);
    }

    @Test
    void anExceptionOfItsBodyOrOfACommandUndoesEverything() {
        a.bucket("{t}text", String.class).set("x");
        assertThatThrownBy(() -> a.transaction("t", transaction -> {
                    transaction.counter("{t}n").incrementAndGet();
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("changed my mind");
        assertThatThrownBy(() -> a.transaction("t", transaction -> {
                    transaction.counter("{t}n").incrementAndGet();
                    return transaction.deque("{t}text", String.class).offerLast("y");
                }))
                .isInstanceOf(WrongTypeException.class);

        assertThat(a.counter("{t}n").get()).isZero();
    }

    @Test
    void aRefusedCallThatTheBodyCatchesLeavesTheOthersStanding() {
        a.bucket("{t}text", String.class).set("x");
        a.transaction("t", transaction -> {
            transaction.counter("{t}n").incrementAndGet();
            assertThatThrownBy(() -> transaction.deque("{t}text", String.class).offerLast("y"))
                    .isInstanceOf(WrongTypeException.class);
            return transaction.counter("{t}n").incrementAndGet();
        });

        assertThat(a.counter("{t}n").get()).isEqualTo(2);
    }

    @Test
    void whatIsOfAnotherSlotIsRefused() {
        assertThatThrownBy(() -> a.transaction(
                        "t", transaction -> transaction.counter("{u}n").incrementAndGet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CROSSSLOT")
                .hasMessageContaining("{t}name");
        assertThatThrownBy(() -> a.transaction("t", transaction -> transaction
                        .map("m", String.class, String.class)
                        .size()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CROSSSLOT");
    }

    @Test
    void itsStructuresEndWithIt() {
        AtomicReference<GridCounter> kept = new AtomicReference<>();
        a.transaction("t", transaction -> {
            kept.set(transaction.counter("{t}n"));
            return kept.get().incrementAndGet();
        });

        assertThatThrownBy(() -> kept.get().incrementAndGet())
                .isInstanceOf(GridException.class)
                .hasMessageContaining("is over");
        assertThat(a.counter("{t}n").get()).isEqualTo(1);
    }

    @Test
    void itRunsAgainUntilNobodyInterferes() {
        AtomicInteger runs = new AtomicInteger();
        long result = a.transaction("t", transaction -> {
            long before = transaction.counter("{t}n").get();
            if (runs.incrementAndGet() <= 3) {
                b.counter("{t}n").incrementAndGet();
            }
            transaction.counter("{t}n").set(before + 10);
            return before;
        });

        assertThat(runs).hasValue(4);
        assertThat(result).isEqualTo(3);
        assertThat(a.counter("{t}n").get()).isEqualTo(13);
    }

    @Test
    void itGivesUpAtItsDeadlineIfOthersAlwaysInterfere() {
        Grid hasty = cluster.join("hasty", config -> config.callDeadline(Duration.ofMillis(4_100)));
        assertThatThrownBy(() -> hasty.transaction("t", transaction -> {
                    long before = transaction.counter("{t}n").get();
                    b.counter("{t}n").incrementAndGet();
                    transaction.bucket("{t}written", Long.class).set(before);
                    return before;
                }))
                .isInstanceOf(TransactionConflictException.class)
                .hasMessageContaining("nothing happened");

        assertThat(a.bucket("{t}written", Long.class).get()).isNull();
    }

    @Test
    void anAsynchronousOneIsCommittedWhenItsStageIsDone() throws Exception {
        a.counter("{t}n").set(5);
        long result = a.transactionAsync("t", transaction -> {
                    GridCounter counter = transaction.counter("{t}n");
                    return counter.async().addAndGet(2).thenCompose(seven -> transaction
                            .bucket("{t}copy", Long.class)
                            .async()
                            .set(seven)
                            .thenApply(nothing -> seven));
                })
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(result).isEqualTo(7);
        assertThat(b.counter("{t}n").get()).isEqualTo(7);
        assertThat(b.bucket("{t}copy", Long.class).get()).isEqualTo(7);
    }

    @Test
    void moneyIsNeitherMadeNorLostWhileMembersDie() throws Exception {
        a.transaction("bank", transaction -> {
            IntStream.range(0, ACCOUNTS).forEach(i -> accounts(transaction).put(account(i), EACH));
            return null;
        });
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger committed = new AtomicInteger();
        AtomicInteger checked = new AtomicInteger();
        ExecutorService clients = Executors.newCachedThreadPool();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int seed = i;
            Grid grid = i == 2 ? b : a;
            running.add(clients.submit(() -> transfer(grid, new SplittableRandom(seed), stop, committed)));
        }
        running.add(clients.submit(() -> check(b, stop, checked)));
        await().until(() -> committed.get() > 100 && checked.get() > 20);

        cluster.kill(cluster.grid(2));
        int before = committed.get();
        await().until(() -> committed.get() > before + 100);
        cluster.join("m4");
        cluster.awaitBalanced();
        stop.set(true);
        for (Future<?> client : running) {
            client.get(30, TimeUnit.SECONDS);
        }
        clients.shutdown();

        assertThat(sum(a)).isEqualTo(ACCOUNTS * EACH);
    }

    private static void transfer(Grid grid, SplittableRandom random, AtomicBoolean stop, AtomicInteger committed) {
        while (!stop.get()) {
            String from = account(random.nextInt(ACCOUNTS));
            String to = account(random.nextInt(ACCOUNTS));
            long amount = random.nextLong(1, 20);
            try {
                boolean done = grid.transaction("bank", transaction -> {
                    long left = accounts(transaction).get(from) - amount;
                    if (left < 0) {
                        return false;
                    }
                    accounts(transaction).put(from, left);
                    accounts(transaction).merge(to, amount, Long::sum);
                    return true;
                });
                committed.addAndGet(done ? 1 : 0);
            } catch (GridException refusedOrUnknown) {
                // Whole or not at all: the sum shows it.
            }
        }
    }

    private static void check(Grid grid, AtomicBoolean stop, AtomicInteger checked) {
        while (!stop.get()) {
            try {
                assertThat(sum(grid)).isEqualTo(ACCOUNTS * EACH);
                checked.incrementAndGet();
            } catch (GridException refused) {
                // Asked again.
            }
        }
    }

    private static long sum(Grid grid) {
        return grid.transaction("bank", transaction -> IntStream.range(0, ACCOUNTS)
                .mapToLong(i -> accounts(transaction).get(account(i)))
                .sum());
    }
}
