package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridConfigException;
import io.peergrid.GridException;
import io.peergrid.GridFunction;
import io.peergrid.GridFunctionException;
import io.peergrid.GridFunctionException.Reason;
import io.peergrid.GridMap;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.ValueTooLargeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FunctionTest extends OnThreeMembers {
    record Withdrawal(String account, long amount) {}

    private final AtomicReference<String> ranOn = new AtomicReference<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    GridConfigBuilder configured(GridConfigBuilder config) {
        return config.functionBudget(Duration.ofSeconds(1))
                .function("withdraw", Withdrawal.class, Boolean.class, (structures, withdrawal) -> {
                    ranOn.set(Thread.currentThread().getName());
                    GridMap<String, Long> accounts = structures.map("accounts", String.class, Long.class);
                    long left = accounts.getOrDefault(withdrawal.account(), 0L) - withdrawal.amount();
                    if (left < 0) {
                        return false;
                    }
                    accounts.put(withdrawal.account(), left);
                    structures
                            .counter("{" + withdrawal.account() + "}withdrawals")
                            .incrementAndGet();
                    return true;
                })
                .function("count", String.class, Long.class, (structures, name) -> {
                    long before = structures.counter(name).get();
                    structures.counter(name).set(before + 1);
                    return before + 1;
                })
                .function("throw", String.class, Void.class, (structures, name) -> {
                    structures.counter(name).incrementAndGet();
                    throw new IllegalArgumentException("not " + name);
                })
                .function("hang", String.class, Void.class, (structures, name) -> {
                    structures.counter(name).incrementAndGet();
                    waitForEver();
                    structures.counter(name).incrementAndGet();
                    return null;
                })
                .function("stray", String.class, Long.class, (structures, name) -> cluster.grid(0)
                        .counter(name)
                        .incrementAndGet())
                .function("look", String.class, String.class, (structures, name) -> cluster.grid(0)
                        .map("accounts", String.class, String.class)
                        .get(name))
                .function("large", Integer.class, byte[].class, (structures, bytes) -> new byte[bytes])
                .function("elsewhere", String.class, Long.class, (structures, name) -> structures
                        .counter(name)
                        .incrementAndGet());
    }

    private void waitForEver() {
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GridFunction<Withdrawal, Boolean> withdraw(Grid grid) {
        return grid.function("withdraw", Withdrawal.class, Boolean.class);
    }

    private static GridFunction<String, Void> named(Grid grid, String name) {
        return grid.function(name, String.class, Void.class);
    }

    @Test
    void runsAtTheOwnerAndChangesEverythingTogether() {
        String account = nameOwnedBy(b, "ann");
        a.map("accounts", String.class, Long.class).put(account, 50L);

        assertThat(withdraw(a).call(account, new Withdrawal(account, 30))).isTrue();
        assertThat(withdraw(b).call(account, new Withdrawal(account, 30))).isFalse();
        assertThat(withdraw(a)
                        .callAsync(account, new Withdrawal(account, 20))
                        .toCompletableFuture()
                        .join())
                .isTrue();

        assertThat(ranOn.get()).isEqualTo("peergrid-function-" + b.self().name());
        assertThat(a.map("accounts", String.class, Long.class).get(account)).isZero();
        assertThat(a.counter("{" + account + "}withdrawals").get()).isEqualTo(2);
    }

    @Test
    void aBodyThatThrowsChangesNothingAndItsCallerIsTold() {
        assertThatThrownBy(() -> named(a, "throw").call("n", "n"))
                .isInstanceOfSatisfying(GridFunctionException.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.THREW))
                .hasMessageContaining("\"throw\"")
                .hasMessageContaining("IllegalArgumentException: not n")
                .hasMessageContaining("nothing happened");

        assertThat(a.counter("n").get()).isZero();
        assertThatThrownBy(() -> named(a, "throw")
                        .callAsync("n", "n")
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(GridFunctionException.class);
    }

    @Test
    void aBodyThatTakesTooLongIsEndedAndTheSlotsOthersGoOn() {
        assertThatThrownBy(() -> named(a, "hang").call("n", "n"))
                .isInstanceOfSatisfying(GridFunctionException.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.OUT_OF_TIME));

        assertThat(a.function("count", String.class, Long.class).call("n", "n")).isEqualTo(1);
    }

    @Test
    void aBodyMayUseNothingButWhatItIsGiven() {
        for (String stray : List.of("stray", "look")) {
            Class<?> result = stray.equals("stray") ? Long.class : String.class;
            assertThatThrownBy(() -> a.function(stray, String.class, result).call("n", "n"))
                    .isInstanceOf(GridFunctionException.class)
                    .hasMessageContaining("nothing of the grid but the structures it is given");
        }
        assertThat(a.counter("n").get()).isZero();
    }

    @Test
    void keysOfAnotherSlotAreRefused() {
        assertThatThrownBy(
                        () -> a.function("elsewhere", String.class, Long.class).call("{x}1", "{y}1"))
                .isInstanceOf(GridFunctionException.class)
                .hasMessageContaining("CROSSSLOT")
                .hasMessageContaining("{x}1");
    }

    @Test
    void whatNobodyHasOrHasOtherwiseIsRefused() {
        assertThatThrownBy(() -> a.function("wihtdraw", Withdrawal.class, Boolean.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no function \"wihtdraw\"")
                .hasMessageContaining("withdraw");
        assertThatThrownBy(() -> a.function("withdraw", String.class, Boolean.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Withdrawal.class.getName());
        assertThatThrownBy(() ->
                        configured(anyConfig()).function("count", String.class, Long.class, (structures, name) -> 1L))
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("two functions");

        Grid newer = cluster.join("newer", config -> configured(config)
                .function("new", String.class, Long.class, (structures, name) -> 1L));
        assertThatThrownBy(() -> newer.function("new", String.class, Long.class).call(nameOwnedBy(a, "n"), "n"))
                .isInstanceOfSatisfying(GridFunctionException.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.UNKNOWN_FUNCTION))
                .hasMessageContaining(a.self().name())
                .hasMessageContaining("\"new\"");
    }

    private static GridConfigBuilder anyConfig() {
        return GridConfig.local().name("memory");
    }

    @Test
    void argumentsAndResultsHaveTheBoundsOfValues() {
        GridFunction<Integer, byte[]> large = a.function("large", Integer.class, byte[].class);
        assertThat(large.call("n", 1_000_000)).hasSize(1_000_000);
        assertThatThrownBy(() -> large.call("n", (16 << 20) + 1))
                .isInstanceOfSatisfying(GridFunctionException.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.RESULT))
                .hasMessageContaining("maxValueBytes");
        String endless = "x".repeat((16 << 20) + 1);
        assertThatThrownBy(() -> named(a, "throw").call("n", endless)).isInstanceOf(ValueTooLargeException.class);
    }

    @Test
    void callsThatMeetAllCount() throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Grid grid = cluster.grid(i % 3);
            boolean plainly = i % 2 == 0;
            running.add(clients.submit(() -> {
                for (int call = 0; call < 100; call++) {
                    if (plainly) {
                        grid.counter("n").incrementAndGet();
                    } else {
                        var unused =
                                grid.function("count", String.class, Long.class).call("n", "n");
                    }
                }
            }));
        }
        for (Future<?> each : running) {
            each.get(60, TimeUnit.SECONDS);
        }
        clients.shutdown();

        assertThat(a.counter("n").get()).isEqualTo(600);
    }

    @Test
    void eachCallCountsOnceWhileTheOwnerDies() throws Exception {
        Grid owner = cluster.grid(2);
        String name = nameOwnedBy(owner, "n");
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong unknown = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        ExecutorService clients = Executors.newCachedThreadPool();
        for (Grid grid : List.of(a, b, a)) {
            GridFunction<String, Long> count = grid.function("count", String.class, Long.class);
            running.add(CompletableFuture.runAsync(
                    () -> {
                        while (!stop.get()) {
                            count(count, name, acknowledged, unknown);
                        }
                    },
                    clients));
        }
        await().until(() -> acknowledged.get() > 100);
        cluster.kill(owner);
        long before = acknowledged.get();
        await().until(() -> acknowledged.get() > before + 100);
        stop.set(true);
        for (CompletableFuture<Void> each : running) {
            each.get(30, TimeUnit.SECONDS);
        }
        clients.shutdown();

        assertThat(a.counter(name).get()).isBetween(acknowledged.get(), acknowledged.get() + unknown.get());
    }

    private static void count(
            GridFunction<String, Long> count, String name, AtomicLong acknowledged, AtomicLong unknown) {
        try {
            var unused = count.call(name, name);
            acknowledged.incrementAndGet();
        } catch (OutcomeUnknownException either) {
            unknown.incrementAndGet();
        } catch (GridException refused) {
            // Nothing happened.
        }
    }
}
