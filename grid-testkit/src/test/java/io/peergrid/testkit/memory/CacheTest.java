package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.CacheChange;
import io.peergrid.CacheConfig;
import io.peergrid.CacheLoadException;
import io.peergrid.CacheLoader;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriteException;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridUnavailableException;
import io.peergrid.NearCopies;
import io.peergrid.OutcomeUnknownException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CacheTest extends OnThreeMembers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The store: all members use the same. */
    private final Map<String, String> rows = new ConcurrentHashMap<>();

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger bulkReads = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();
    private volatile CountDownLatch open = new CountDownLatch(0);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @Override
    GridConfigBuilder configured(GridConfigBuilder config) {
        CacheLoader<String, String> store = new CacheLoader<>() {
            @Override
            public @Nullable String load(String key) throws Exception {
                return read(key);
            }

            @Override
            public Map<String, String> loadAll(Collection<? extends String> keys) throws Exception {
                bulkReads.incrementAndGet();
                fail();
                Map<String, String> found = new HashMap<>(rows);
                found.keySet().retainAll(keys);
                return found;
            }
        };
        return config.cache(CacheConfig.of("through", String.class, String.class)
                        .loader(store)
                        .writeThrough(this::write)
                        .negativeTimeToLive(Duration.ofHours(1))
                        .build())
                .cache(CacheConfig.of("around", String.class, String.class)
                        .loader(store)
                        .writeAround(this::write)
                        .build())
                .cache(CacheConfig.of("ageing", String.class, String.class)
                        .loader(store)
                        .timeToLive(Duration.ofMillis(300))
                        .staleOnError(Duration.ofHours(1), IOException.class::isInstance)
                        .errorBackOff(Duration.ofMillis(400))
                        .build())
                .cache(CacheConfig.of("fresh", String.class, String.class)
                        .loader(store)
                        .timeToLive(Duration.ofHours(1))
                        .refreshAfter(Duration.ofMillis(100))
                        .jitter(0.2)
                        .build())
                .cache(CacheConfig.of("tagged", String.class, String.class)
                        .loader(store)
                        .tags((key, value) -> Set.of(value.substring(0, 1)))
                        .build())
                .cache(CacheConfig.of("near", String.class, String.class)
                        .loader(store)
                        .writeThrough(this::write)
                        .tags((key, value) -> Set.of(value))
                        .near(NearCopies.atMost(1_000).staleness(Duration.ofSeconds(10)))
                        .build())
                .cache(CacheConfig.of("impatient", String.class, String.class)
                        .loader(store)
                        .writeThrough(this::write)
                        .loadTimeout(Duration.ofMillis(200))
                        .writeTimeout(Duration.ofMillis(200))
                        .build());
    }

    private @Nullable String read(String key) throws Exception {
        reads.incrementAndGet();
        String row = rows.get(key);
        open.await();
        fail();
        return row;
    }

    private void write(CacheWrite<String, String> write) throws Exception {
        open.await();
        fail();
        if (write.isDelete()) {
            rows.remove(write.key());
        } else {
            rows.put(write.key(), write.value());
        }
    }

    private void fail() throws Exception {
        Exception failure = broken.get();
        if (failure != null) {
            throw failure;
        }
    }

    @AfterEach
    void endCallers() {
        open.countDown();
        callers.shutdownNow();
    }

    private static GridCache<String, String> cache(Grid grid, String name) {
        return grid.cache(name, String.class, String.class);
    }

    private static void sleepUntil(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    @Test
    void aThousandCallersOnThreeMembersRunOneLoader() throws Exception {
        rows.put("k", "v");
        open = new CountDownLatch(1);
        List<Future<String>> got = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            GridCache<String, String> cache = cache(cluster.grid(i % 3), "plain");
            got.add(callers.submit(() -> cache.getOrCompute("k", this::read)));
        }
        sleepUntil(() -> reads.get() == 1 && cache(a, "plain").cacheStatistics().waits() > 0);
        open.countDown();
        for (Future<String> each : got) {
            assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo("v");
        }
        assertThat(reads).hasValue(1);
        assertThat(IntStream.range(0, 3)
                        .mapToLong(i -> cache(cluster.grid(i), "plain")
                                .cacheStatistics()
                                .loads())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void readsThroughOnceAndRemembersThatThereIsNoRow() {
        rows.put("k", "v");
        assertThat(cache(a, "through").get("k")).isEqualTo("v");
        assertThat(cache(b, "through").get("k")).isEqualTo("v");
        assertThat(reads).hasValue(1);

        assertThat(cache(a, "through").get("none")).isNull();
        assertThat(cache(b, "through").get("none")).isNull();
        assertThat(reads).hasValue(2);
        cache(b, "through").put("none", "now");
        assertThat(cache(a, "through").get("none")).isEqualTo("now");
        assertThat(reads).hasValue(2);
    }

    @Test
    void loadsManyWithOneQuestion() {
        IntStream.range(0, 2_500).forEach(i -> rows.put("k" + i, "v" + i));
        List<String> keys = IntStream.range(0, 3_000).mapToObj(i -> "k" + i).toList();
        assertThat(cache(a, "through").getAll(keys)).hasSize(2_500).containsEntry("k17", "v17");
        assertThat(bulkReads).hasValue(3);
        assertThat(cache(b, "through").getAll(keys)).hasSize(2_500);
        assertThat(bulkReads).hasValue(3);
        assertThat(reads).hasValue(0);
    }

    @Test
    void aRowThatWasReadBeforeAnInvalidationIsNotKept() throws Exception {
        rows.put("k", "old");
        open = new CountDownLatch(1);
        Future<String> slow = callers.submit(() -> cache(a, "through").get("k"));
        sleepUntil(() -> reads.get() == 1);
        rows.put("k", "new");
        cache(b, "through").invalidate("k");
        open.countDown();
        slow.get(10, TimeUnit.SECONDS);
        assertThat(cache(a, "through").get("k")).isEqualTo("new");
        assertThat(cache(b, "through").get("k")).isEqualTo("new");
        assertThat(reads).hasValue(2);
        assertThat(cache(a, "through").cacheStatistics().loadsRefused()).isEqualTo(1);
    }

    @Test
    void aRowThatWasReadBeforeATagWasInvalidatedIsNotKeptAndOtherTagsStay() throws Exception {
        Map.of("a1", "x1", "a2", "x2", "b1", "y1").forEach(rows::put);
        GridCache<String, String> tagged = cache(a, "tagged");
        tagged.getAll(rows.keySet());
        assertThat(cache(b, "tagged").invalidateTag("x")).isEqualTo(2);
        assertThat(tagged.containsKey("a1")).isFalse();
        assertThat(tagged.containsKey("b1")).isTrue();

        open = new CountDownLatch(1);
        int before = reads.get();
        Future<String> slow = callers.submit(() -> tagged.get("a1"));
        sleepUntil(() -> reads.get() == before + 1);
        rows.put("a1", "x9");
        assertThat(cache(b, "tagged").invalidateTag("x")).isZero();
        open.countDown();
        slow.get(10, TimeUnit.SECONDS);
        assertThat(tagged.get("a1")).isEqualTo("x9");

        assertThat(tagged.invalidateIf(entry -> entry.value().startsWith("y"))).isEqualTo(1);
        assertThat(tagged.containsKey("b1")).isFalse();
        tagged.clear();
        assertThat(tagged.mappingCount()).isZero();
    }

    @Test
    void ifTheLoadingMemberDiesAnotherLoads() throws Exception {
        rows.put("k", "v");
        open = new CountDownLatch(1);
        Grid c = cluster.grid(2);
        var unused = callers.submit(() -> cache(c, "through").get("k"));
        sleepUntil(() -> reads.get() == 1);
        Future<String> waiting =
                callers.submit(() -> cache(a, "through").withDeadline(PATIENCE).get("k"));
        sleepUntil(() -> cache(a, "through").cacheStatistics().waits() > 0);
        open.countDown();
        open = new CountDownLatch(0);
        cluster.kill(c);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("v");
    }

    @Test
    void aStoreThatRefusesChangesNothing() {
        GridCache<String, String> cache = cache(a, "through");
        cache.put("k", "before");
        broken.set(new IllegalArgumentException("no such colour"));
        assertThatThrownBy(() -> cache.put("k", "after"))
                .isInstanceOf(CacheWriteException.class)
                .hasMessageContaining("\"through\"")
                .hasMessageContaining("no such colour");
        assertThatThrownBy(() -> cache.remove("k")).isInstanceOf(CacheWriteException.class);
        broken.set(null);
        assertThat(cache(b, "through").get("k")).isEqualTo("before");
        assertThat(rows).containsEntry("k", "before");
        assertThat(reads).hasValue(0);
    }

    @Test
    void anUnknownOutcomeRemovesTheEntryBeforeTheCallerHearsOfIt() {
        GridCache<String, String> cache = cache(a, "through");
        cache.put("k", "before");
        broken.set(new IOException("connection reset"));
        assertThatThrownBy(() -> cache.put("k", "after"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("connection reset");
        assertThat(cache(b, "through").containsKey("k")).isFalse();
        rows.put("k", "after");
        broken.set(null);
        assertThat(cache(b, "through").get("k")).isEqualTo("after");
    }

    @Test
    void changesOfManyMembersReachTheStoreOneAtATimeAndInOrder() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            GridCache<String, String> cache = cache(cluster.grid(i), "through");
            all.add(callers.submit(() -> {
                for (int n = 0; n < 50; n++) {
                    cache.withDeadline(PATIENCE).merge("n", "1", (x, y) -> String.valueOf(Integer.parseInt(x) + 1));
                }
            }));
        }
        for (Future<?> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        assertThat(rows).containsEntry("n", "150");
        assertThat(cache(a, "through").get("n")).isEqualTo("150");
        assertThat(cache(b, "through").remove("n")).isEqualTo("150");
        assertThat(rows).isEmpty();
    }

    @Test
    void writesAroundAndForgets() {
        GridCache<String, String> cache = cache(a, "around");
        cache.put("k", "v1");
        assertThat(rows).containsEntry("k", "v1");
        assertThat(cache(b, "around").containsKey("k")).isFalse();
        assertThat(cache(b, "around").get("k")).isEqualTo("v1");
        cache.put("k", "v2");
        assertThat(cache(b, "around").get("k")).isEqualTo("v2");
        cache.delete("k");
        assertThat(rows).isEmpty();
        assertThat(cache(b, "around").get("k")).isNull();
    }

    @Test
    void anOldValueIsGivenWhileLoadingFailsAndNobodyTriesTooOften() {
        rows.put("k", "v");
        GridCache<String, String> cache = cache(a, "ageing");
        assertThat(cache.get("k")).isEqualTo("v");
        sleepUntil(() -> !cache.containsKey("k"));
        rows.put("k", "newer");
        broken.set(new IOException("store is down"));
        int before = reads.get();
        for (int i = 0; i < 20; i++) {
            assertThat(cache(cluster.grid(i % 3), "ageing").get("k")).isEqualTo("v");
        }
        assertThat(reads.get() - before).isLessThan(10);
        assertThat(cache.cacheStatistics().staleReads()).isPositive();
        assertThatThrownBy(() -> cache.get("other"))
                .isInstanceOf(CacheLoadException.class)
                .hasRootCauseMessage("store is down");
        broken.set(null);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cache.get("k")).isEqualTo("newer"));

        broken.set(new IllegalStateException("not that kind of failure"));
        sleepUntil(() -> !cache.containsKey("k"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> cache.get("k")).isInstanceOf(CacheLoadException.class));
    }

    @Test
    void refreshesAheadWhileReadersGoOn() {
        rows.put("k", "v1");
        GridCache<String, String> cache = cache(a, "fresh");
        assertThat(cache.get("k")).isEqualTo("v1");
        rows.put("k", "v2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cache.get("k")).isEqualTo("v2"));
        assertThat(cache.cacheStatistics().misses()).isEqualTo(1);
        assertThat(cache.cacheStatistics().refreshes()).isPositive();
        rows.put("k", "v3");
        assertThat(cache(b, "fresh").refresh("k")).isEqualTo("v3");
        assertThat(cache.get("k")).isEqualTo("v3");
    }

    @Test
    void aLoaderThatThrowsOrHangsOrReturnsSomethingElseIsToldAndNobodyIsStuck() {
        GridCache<String, String> cache = cache(a, "impatient");
        broken.set(new IOException("down"));
        assertThatThrownBy(() -> cache.get("k"))
                .isInstanceOf(CacheLoadException.class)
                .hasRootCauseMessage("down");
        broken.set(null);

        open = new CountDownLatch(1);
        assertThatThrownBy(() -> cache.get("k"))
                .isInstanceOf(CacheLoadException.class)
                .hasMessageContaining("200 ms");
        assertThatThrownBy(() -> cache.getOrCompute("k", this::read)).isInstanceOf(CacheLoadException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatThrownBy(() -> cache.put("k", "v")).isInstanceOf(OutcomeUnknownException.class);
        open.countDown();

        @SuppressWarnings({"unchecked", "rawtypes"})
        CacheLoader<String, String> lying = (CacheLoader) key -> 42;
        assertThatThrownBy(() -> cache.getOrCompute("k", lying))
                .isInstanceOf(CacheLoadException.class)
                .hasMessageContaining("java.lang.Integer");
        assertThat(cache.getOrCompute("k", key -> null)).isNull();
        rows.put("k", "at last");
        assertThat(cache(b, "impatient").get("k")).isEqualTo("at last");
    }

    @Test
    void waitersGiveUpAtTheirOwnDeadlinesAndLoadingGoesOn() throws Exception {
        rows.put("k", "v");
        open = new CountDownLatch(1);
        assertThatThrownBy(() ->
                        cache(a, "through").withDeadline(Duration.ofMillis(300)).get("k"))
                .isInstanceOf(GridUnavailableException.class)
                .hasMessageContaining("loading goes on");
        assertThatThrownBy(() ->
                        cache(b, "through").withDeadline(Duration.ofMillis(300)).get("k"))
                .isInstanceOf(GridUnavailableException.class);
        open.countDown();
        await().atMost(PATIENCE).until(() -> cache(a, "through").containsKey("k"));
        assertThat(reads).hasValue(1);
    }

    @Test
    void nobodyLoadsARowThatATransactionIsChanging() throws Exception {
        rows.put("k", "old");
        assertThat(cache(a, "plain").getOrCompute("k", this::read)).isEqualTo("old");
        Future<String> reader;
        try (CacheChange change = cache(b, "plain").changing(Set.of("k", "l"))) {
            assertThat(change.isHeld()).isTrue();
            assertThat(cache(a, "plain").get("k")).isEqualTo("old");
            cache(a, "plain").invalidate("k");
            reader = callers.submit(() -> cache(a, "plain").getOrCompute("k", this::read));
            rows.put("k", "new");
        }
        assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(cache(b, "plain").get("k")).isEqualTo("new");
    }

    @Test
    void aMemberReadsFromItsHeapWhatOthersHoldAndItsOwnWritesAtOnce() {
        GridCache<String, String> near = cache(a, "near");
        for (int i = 0; i < 20; i++) {
            rows.put("k" + i, "v0");
        }
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < 20; i++) {
                assertThat(near.get("k" + i)).isEqualTo("v" + (round - 1));
                near.put("k" + i, "v" + round);
                assertThat(near.get("k" + i)).isEqualTo("v" + round);
            }
        }
        assertThat(near.invalidateTag("v5")).isEqualTo(20);
        rows.replaceAll((key, row) -> "w");
        assertThat(near.getAll(rows.keySet()).values()).containsOnly("w");
        cache(b, "near").put("k0", "x");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(near.get("k0")).isEqualTo("x"));
    }

    @Test
    void changesThatDependOnTheRowLoadIt() {
        rows.put("n", "10");
        GridCache<String, String> through = cache(a, "through");
        assertThat(through.putIfAbsent("n", "0")).isEqualTo("10");
        assertThat(through.merge("n", "x", String::concat)).isEqualTo("10x");
        GridCache<String, String> around = cache(b, "around");
        assertThat(around.merge("n", "y", String::concat)).isEqualTo("10xy");
        assertThat(around.merge("n", "z", String::concat)).isEqualTo("10xyz");
        assertThat(around.replace("n", "10xyz", "end")).isTrue();
        assertThat(rows).containsEntry("n", "end");
        assertThat(around.replace("none", "0")).isNull();
        assertThat(rows).doesNotContainKey("none");
    }

    @Test
    void removingWhatIsNotThereKeepsALoadFromBeingKept() throws Exception {
        rows.put("k", "old");
        open = new CountDownLatch(1);
        Future<String> slow = callers.submit(() -> cache(a, "plain").getOrCompute("k", this::read));
        sleepUntil(() -> reads.get() == 1);
        rows.remove("k");
        assertThat(cache(b, "plain").remove("k")).isNull();
        open.countDown();
        slow.get(10, TimeUnit.SECONDS);
        assertThat(cache(b, "plain").get("k")).isNull();
    }

    @Test
    void manyAsynchronousCallsForColdKeysDoNotWaitForEachOther() {
        IntStream.range(0, 300).forEach(i -> rows.put("k" + i, "v" + i));
        GridCache<String, String> cache = cache(a, "through");
        List<CompletableFuture<String>> all = IntStream.range(0, 300)
                .mapToObj(i -> cache.async().get("k" + i).toCompletableFuture())
                .toList();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).join()).isEqualTo("v" + i);
        }
    }

    @Test
    void aLoaderThatEndsWithAnErrorOrDoesNotHearOfInterruptsDoesNotBlockItsKey() {
        GridCache<String, String> cache = cache(a, "impatient");
        assertThatThrownBy(() -> cache.async()
                        .getOrCompute("k", key -> {
                            throw new java.io.IOError(new IOException("disk"));
                        })
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(CacheLoadException.class);
        rows.put("k", "v");
        assertThat(cache.get("k")).isEqualTo("v");
        cache.invalidate("k");

        CountDownLatch never = new CountDownLatch(1);
        GridCache<String, String> hasty = cache.withDeadline(Duration.ofMillis(300));
        var unused = hasty.async().getOrCompute("k", key -> {
            while (never.getCount() > 0) {
                Thread.onSpinWait();
            }
            return "late";
        });
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(GridUnavailableException.class)
                    .untilAsserted(() -> assertThat(
                                    cache.withDeadline(Duration.ofSeconds(1)).get("k"))
                            .isEqualTo("v"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void isAMapLikeAnyOther() {
        GridCache<String, String> cache = cache(a, "plain");
        assertThat(cache.putIfAbsent("k", "1")).isNull();
        assertThat(cache.putIfAbsent("k", "2")).isEqualTo("1");
        assertThat(cache.replace("k", "1", "3")).isTrue();
        assertThat(cache.computeIfAbsent("l", key -> key + "!")).isEqualTo("l!");
        assertThat(cache.compareAndSet("k", cache.getEntry("k").version(), "4")).isTrue();
        cache.putAll(Map.of("m", "5", "n", "6"));
        assertThat(cache.keySet()).containsExactlyInAnyOrder("k", "l", "m", "n");
        assertThat(cache(b, "plain").entrySet())
                .contains(Map.entry("k", "4"), Map.entry("l", "l!"), Map.entry("n", "6"));
        assertThat(cache.remove("k", "4")).isTrue();
        assertThat(cache.removeAll(List.of("l", "m", "x"))).isEqualTo(2);
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.expire("n", Duration.ofMillis(1))).isTrue();
        await().atMost(PATIENCE).until(() -> cache.get("n") == null);
        assertThat(a.map("plain").isEmpty()).isTrue();
    }

    @Test
    void theAsynchronousTwinLoadsAndWrites() {
        rows.put("k", "v");
        GridCache<String, String> cache = cache(a, "through");
        assertThat(join(cache.async().get("k"))).isEqualTo("v");
        assertThat(join(cache.async().put("k", "w"))).isEqualTo("v");
        assertThat(rows).containsEntry("k", "w");
        assertThat(join(cache.async().invalidate("k"))).isTrue();
        assertThat(join(cache.async().getOrCompute("k", this::read))).isEqualTo("w");
        broken.set(new IOException("down"));
        CompletableFuture<String> failed = cache.async().get("other").toCompletableFuture();
        assertThatThrownBy(failed::join).hasCauseInstanceOf(CacheLoadException.class);
    }

    private static <T> T join(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
