package io.peergrid.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores and policies that do what they should not: the caller hears of it, nobody else, and the key is free afterwards. */
class BadInputTest {
    private static Grid grid;
    private static CacheManager manager;

    @BeforeAll
    static void join() {
        grid = Grid.join("jcache-bad-input-" + UUID.randomUUID());
        Properties properties = new Properties();
        properties.put(PeerGridCachingProvider.GRID, grid);
        manager = new PeerGridCachingProvider().getCacheManager(URI.create("test:bad-input"), null, properties);
    }

    @AfterAll
    static void leave() {
        manager.close();
        grid.close();
    }

    private static MutableConfiguration<String, Integer> numbers() {
        return new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    }

    /** What the key says: throws, hangs, has another type, or is loaded. */
    private static class Loader implements CacheLoader<String, Integer> {
        final CountDownLatch loading = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        volatile boolean broken = true;

        @Override
        public Integer load(String key) {
            if (broken && key.equals("exception")) {
                throw new IllegalStateException("no connection");
            }
            if (broken && key.equals("error")) {
                throw new NoClassDefFoundError("Driver");
            }
            if (key.equals("slow")) {
                loading.countDown();
                awaitUninterruptibly(mayEnd);
            }
            return 1;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
            Map loaded = new HashMap<>();
            for (String key : keys) {
                switch (key) {
                    case "null" -> loaded.put(key, null);
                    case "nothing" -> {
                        return null;
                    }
                    case "text" -> loaded.put(key, "text");
                    default -> loaded.put(key, load(key));
                }
            }
            loaded.put("unasked", 7);
            return loaded;
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Cache<String, Integer> loading(TestInfo test, Loader loader) {
        return manager.createCache(
                test.getTestMethod().orElseThrow().getName() + test.getDisplayName(),
                numbers().setReadThrough(true).setCacheLoaderFactory(() -> loader));
    }

    @Test
    void anErrorOfALoaderReachesTheCallerAndTheNextOneLoads(TestInfo test) {
        Loader loader = new Loader();
        Cache<String, Integer> cache = loading(test, loader);

        assertThatThrownBy(() -> cache.get("error")).isInstanceOf(NoClassDefFoundError.class);
        loader.broken = false;
        assertThat(cache.get("error")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "text"})
    void whoWaitsForLoadAllHearsOfAnyFailure(String key, TestInfo test) {
        Cache<String, Integer> cache = loading(test, new Loader());
        CompletionListenerFuture future = new CompletionListenerFuture();

        cache.loadAll(Set.of(key), true, future);

        assertThatThrownBy(() -> future.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CacheLoaderException.class);
        assertThat(cache.containsKey(key)).isFalse();
    }

    @Test
    void whatIsNotThereAndWhatNobodyAskedForIsNotCached(TestInfo test) throws Exception {
        Cache<String, Integer> cache = loading(test, new Loader());
        CompletionListenerFuture future = new CompletionListenerFuture();

        cache.loadAll(Set.of("a", "null"), true, future);
        future.get(1, TimeUnit.MINUTES);

        assertThat(cache).hasSize(1);
        assertThat(cache.getAll(Set.of("a", "nothing", "b"))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void whoIsInterruptedDoesNotWaitForALoaderThatHangs(TestInfo test) throws Exception {
        Loader loader = new Loader();
        Cache<String, Integer> cache = loading(test, loader);
        FutureTask<Integer> first = new FutureTask<>(() -> cache.get("slow"));
        new Thread(first, "first").start();
        assertThat(loader.loading.await(1, TimeUnit.MINUTES)).isTrue();
        FutureTask<Boolean> second = new FutureTask<>(() -> {
            assertThatThrownBy(() -> cache.get("slow")).isInstanceOf(CacheException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread waiting = new Thread(second, "second");
        waiting.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        waiting.getState() == Thread.State.TIMED_WAITING || waiting.getState() == Thread.State.WAITING);

        waiting.interrupt();

        assertThat(second.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(cache.get("a")).isEqualTo(1);
        loader.mayEnd.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    }

    /** Throws, and leaves all rows of a batch. */
    private static final class Writer implements CacheWriter<String, Integer> {
        volatile Throwable failure;

        private void fail() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }

        @Override
        public void write(Cache.Entry<? extends String, ? extends Integer> entry) {
            fail();
        }

        @Override
        public void writeAll(Collection<Cache.Entry<? extends String, ? extends Integer>> entries) {
            fail();
        }

        @Override
        public void delete(Object key) {
            fail();
        }

        @Override
        public void deleteAll(Collection<?> keys) {
            fail();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriterThatFailsChangesNothing(boolean error, TestInfo test) {
        Writer writer = new Writer();
        Cache<String, Integer> cache = manager.createCache(
                test.getTestMethod().orElseThrow().getName() + error,
                numbers().setWriteThrough(true).setCacheWriterFactory(() -> writer));
        Map<String, Integer> before = Map.of("a", 1, "b", 2);
        cache.putAll(before);

        writer.failure = error ? new NoClassDefFoundError("Driver") : new IllegalStateException("no connection");
        Class<? extends Throwable> expected = error ? NoClassDefFoundError.class : CacheWriterException.class;
        assertThatThrownBy(() -> cache.put("a", 3)).isInstanceOf(expected);
        assertThatThrownBy(() -> cache.remove("a")).isInstanceOf(expected);
        assertThatThrownBy(() -> cache.putAll(Map.of("a", 3, "c", 4))).isInstanceOf(expected);
        assertThatThrownBy(() -> cache.removeAll(Set.of("a", "b"))).isInstanceOf(expected);
        assertThatThrownBy(cache::removeAll).isInstanceOf(expected);
        assertThatThrownBy(() -> cache.getAndReplace("b", 5)).isInstanceOf(expected);
        assertThat(cache.getAll(Set.of("a", "b", "c"))).isEqualTo(before);

        writer.failure = null;
        cache.put("a", 3);
        assertThat(cache.getAndRemove("a")).isEqualTo(3);
    }

    /** Knows nothing. */
    private static final class Undecided implements ExpiryPolicy {
        @Override
        public javax.cache.expiry.Duration getExpiryForCreation() {
            throw new IllegalStateException("undecided");
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForAccess() {
            throw new IllegalStateException("undecided");
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForUpdate() {
            throw new IllegalStateException("undecided");
        }
    }

    @Test
    void anExpiryPolicyThatThrowsKeepsEntries(TestInfo test) {
        Cache<String, Integer> cache =
                manager.createCache(test.getDisplayName(), numbers().setExpiryPolicyFactory(Undecided::new));

        cache.put("a", 1);
        cache.put("a", 2);

        assertThat(cache.get("a")).isEqualTo(2);
    }

    @Test
    void aCacheWhoseFactoriesFailIsNotMade(TestInfo test) {
        String name = test.getDisplayName();
        assertThatThrownBy(() -> manager.createCache(name, numbers().setCacheLoaderFactory(() -> {
                    throw new IllegalStateException("no driver");
                })))
                .hasMessageContaining("no driver");
        assertThatThrownBy(() -> manager.createCache(name, numbers().setExpiryPolicyFactory(() -> null)))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("expiry policy");
        assertThat(manager.<String, Integer>getCache(name)).isNull();

        manager.createCache(name, numbers()).put("a", 1);
    }
}
