package io.peergrid.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridHealth;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Two members, each with a manager, over a grid of the application's own. */
class TwoMembersTest {
    private static final PeerGridCachingProvider PROVIDER = new PeerGridCachingProvider();
    private static final List<Grid> GRIDS = new ArrayList<>();
    private static CacheManager here;
    private static CacheManager there;

    record Dog(String name) implements Serializable {}

    @BeforeAll
    static void twoMembers() {
        String name = "jcache-test-" + UUID.randomUUID();
        GRIDS.add(Grid.join(name));
        GRIDS.add(Grid.join(name));
        here = manager("here", GRIDS.get(0), "");
        there = manager("there", GRIDS.get(1), "");
    }

    @BeforeEach
    void awaitHealth() {
        GridHealth unused = GRIDS.get(0).awaitHealthy(Duration.ofMinutes(1));
    }

    private static CacheManager manager(String name, Grid grid, String types) {
        Properties properties = new Properties();
        properties.put(PeerGridCachingProvider.GRID, grid);
        properties.put(PeerGridCachingProvider.TYPES, types);
        return PROVIDER.getCacheManager(URI.create("test:" + name), null, properties);
    }

    @AfterAll
    static void closesManagersAndNoGridThatWasHandedIn() {
        PROVIDER.close();
        assertThat(GRIDS).noneMatch(Grid::isClosed);
        GRIDS.forEach(Grid::close);
    }

    private static MutableConfiguration<String, Integer> numbers() {
        return new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    }

    private record Heard(List<String> events)
            implements CacheEntryCreatedListener<String, Integer>,
                    CacheEntryUpdatedListener<String, Integer>,
                    CacheEntryRemovedListener<String, Integer>,
                    CacheEntryExpiredListener<String, Integer> {
        private void add(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> heard) {
            heard.forEach(event -> events.add(
                    event.getEventType() + " " + event.getKey() + " " + event.getOldValue() + "->" + event.getValue()));
        }

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> heard) {
            add(heard);
        }

        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> heard) {
            add(heard);
        }

        @Override
        public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> heard) {
            add(heard);
        }

        @Override
        public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> heard) {
            add(heard);
        }
    }

    private static MutableCacheEntryListenerConfiguration<String, Integer> listener(
            CacheEntryListener<String, Integer> listener, boolean synchronous) {
        return new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, synchronous);
    }

    @Test
    void listenersHearOfWhatTheOtherMemberDoesUntilTheyAreDeregistered(TestInfo test) {
        Cache<String, Integer> mine = here.createCache(test.getDisplayName(), numbers());
        Cache<String, Integer> other = there.createCache(test.getDisplayName(), numbers());
        Heard synchronous = new Heard(new CopyOnWriteArrayList<>());
        Heard later = new Heard(new CopyOnWriteArrayList<>());
        var first = listener(synchronous, true);
        var second = listener(later, false);
        other.registerCacheEntryListener(first);
        other.registerCacheEntryListener(second);

        mine.put("a", 1);
        mine.put("a", 2);
        boolean removed = mine.remove("a");
        other.put("b", 3);

        assertThat(removed).isTrue();
        assertThat(synchronous.events()).contains("CREATED b null->3");
        for (Heard heard : List.of(synchronous, later)) {
            await().untilAsserted(() -> assertThat(heard.events())
                    .containsSubsequence("CREATED a null->1", "UPDATED a 1->2", "REMOVED a 2->2")
                    .contains("CREATED b null->3")
                    .hasSize(4));
        }
        other.deregisterCacheEntryListener(first);
        other.deregisterCacheEntryListener(second);
        for (Grid grid : GRIDS) {
            await().until(() ->
                    grid.topic("jcache:" + test.getDisplayName(), byte[].class).listeningMembers() == 0);
        }
        mine.put("a", 4);
        assertThat(later.events()).hasSize(4);
    }

    @Test
    void expirationsAreToldWithTheLastValue(TestInfo test) {
        Heard heard = new Heard(new CopyOnWriteArrayList<>());
        var briefly = numbers()
                .setExpiryPolicyFactory(
                        CreatedExpiryPolicy.factoryOf(new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 50)));
        Cache<String, Integer> mine = here.createCache(test.getDisplayName(), briefly);
        Cache<String, Integer> other = there.createCache(test.getDisplayName(), numbers());
        other.registerCacheEntryListener(listener(heard, false));

        mine.put("a", 1);

        await().untilAsserted(() -> assertThat(heard.events()).contains("CREATED a null->1", "EXPIRED a 1->1"));
    }

    @Test
    void noUpdateIsLostBetweenMembers(TestInfo test) throws Exception {
        List<Cache<String, Integer>> caches = List.of(
                here.createCache(test.getDisplayName(), numbers()),
                there.createCache(test.getDisplayName(), numbers()));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Cache<String, Integer> cache = caches.get(i % 2);
            tasks.add(() -> {
                for (int n = 0; n < 25; n++) {
                    // A lambda: it runs here, so it need not be sent.
                    cache.invoke("counter", (entry, none) -> {
                        entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                        return null;
                    });
                    Integer before = cache.get("counter");
                    while (!cache.replace("counter", before, before + 1)) {
                        before = cache.get("counter");
                    }
                }
                return null;
            });
        }
        for (Future<Void> each : threads.invokeAll(tasks)) {
            each.get();
        }
        threads.shutdown();
        assertThat(caches.get(0).get("counter")).isEqualTo(200);
    }

    @Test
    void oneLoadServesAllWhoMiss(TestInfo test) throws Exception {
        AtomicInteger loads = new AtomicInteger();
        var loading =
                numbers().setReadThrough(true).setCacheLoaderFactory(() -> loader(key -> loads.incrementAndGet()));
        List<Cache<String, Integer>> caches = List.of(
                here.createCache(test.getDisplayName(), loading), there.createCache(test.getDisplayName(), loading));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Cache<String, Integer> cache = caches.get(i % 2);
            tasks.add(() -> cache.get("a"));
        }
        for (Future<Integer> each : threads.invokeAll(tasks)) {
            assertThat(each.get()).isEqualTo(1);
        }
        threads.shutdown();
        assertThat(loads).hasValue(1);
    }

    private interface Load {
        Integer load(String key);
    }

    private static CacheLoader<String, Integer> loader(Load load) {
        return new CacheLoader<>() {
            @Override
            public Integer load(String key) {
                return load.load(key);
            }

            @Override
            public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Test
    void aLoaderThatFailsCachesNothing(TestInfo test) {
        var loading = numbers()
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> loader(key -> {
                    if (key.equals("throws")) {
                        throw new IllegalStateException("no connection");
                    }
                    return null;
                }));
        Cache<String, Integer> cache = here.createCache(test.getDisplayName(), loading);

        assertThatThrownBy(() -> cache.get("throws"))
                .isInstanceOf(CacheLoaderException.class)
                .hasMessageContaining("no connection");
        assertThat(cache.get("null")).isNull();
        assertThat(cache).isEmpty();
    }

    @Test
    void aLoaderOfAnotherTypeIsRefused(TestInfo test) {
        var loading = numbers().setReadThrough(true).setCacheLoaderFactory(wordsLoader());
        Cache<String, Integer> cache = here.createCache(test.getDisplayName(), loading);

        assertThatThrownBy(() -> cache.get("a"))
                .isInstanceOf(CacheLoaderException.class)
                .hasMessageContaining("java.lang.String");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Factory<CacheLoader<String, Integer>> wordsLoader() {
        Factory words = FactoryBuilder.factoryOf(Words.class);
        return words;
    }

    /** Loads what no cache of numbers takes. */
    public static final class Words implements CacheLoader<String, String> {
        @Override
        public String load(String key) {
            return key;
        }

        @Override
        public Map<String, String> loadAll(Iterable<? extends String> keys) {
            return Map.of();
        }
    }

    @Test
    void aWriterThatRejectsOneRowOfABatchKeepsOnlyThatOut(TestInfo test) {
        var writing = numbers().setWriteThrough(true).setCacheWriterFactory(RejectsNegative::new);
        Cache<String, Integer> cache = here.createCache(test.getDisplayName(), writing);

        assertThatThrownBy(() -> cache.putAll(Map.of("a", 1, "b", -1, "c", 3)))
                .isInstanceOf(CacheWriterException.class);
        assertThatThrownBy(() -> cache.put("a", -2)).isInstanceOf(CacheWriterException.class);

        assertThat(cache.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("a", 1, "c", 3));
    }

    private static final class RejectsNegative implements CacheWriter<String, Integer> {
        @Override
        public void write(Cache.Entry<? extends String, ? extends Integer> entry) {
            if (entry.getValue() < 0) {
                throw new CacheWriterException("negative");
            }
        }

        @Override
        public void writeAll(Collection<Cache.Entry<? extends String, ? extends Integer>> entries) {
            entries.removeIf(entry -> entry.getValue() >= 0);
            if (!entries.isEmpty()) {
                throw new CacheWriterException("negative");
            }
        }

        @Override
        public void delete(Object key) {}

        @Override
        public void deleteAll(Collection<?> keys) {}
    }

    @Test
    void aTypeThatIsNotAllowedIsRefusedWithWhatToSay(TestInfo test) {
        Cache<String, Object> cache = here.createCache(test.getDisplayName(), new MutableConfiguration<>());

        assertThatThrownBy(() -> cache.put("a", new Dog("Rex")))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("types(TwoMembersTest.Dog.class)")
                .hasMessageContaining("allowTypes(\"io.peergrid.jcache.*\")")
                .hasMessageContaining("peergrid.types.allow");
        assertThat(cache.containsKey("a")).isFalse();

        Cache<Object, Object> allowing = manager("allows", GRIDS.get(1), "com.acme.*, io.peergrid.jcache.*")
                .createCache(test.getDisplayName(), new MutableConfiguration<>());
        allowing.put(new Dog("Rex"), new Dog("Bo"));
        assertThat(allowing.get(new Dog("Rex"))).isEqualTo(new Dog("Bo"));
        assertThat(allowing.iterator().next().getKey()).isEqualTo(new Dog("Rex"));
    }

    @Test
    void whatIsClosedRefusesAndItsEntriesStay(TestInfo test) {
        Cache<String, Integer> mine = here.createCache(test.getDisplayName(), numbers());
        Cache<String, Integer> other = there.createCache(test.getDisplayName(), numbers());
        mine.put("a", 1);
        mine.close();

        assertThatThrownBy(() -> mine.get("a")).isInstanceOf(IllegalStateException.class);
        assertThat(other.get("a")).isEqualTo(1);
        assertThat(here.<String, Integer>getCache(test.getDisplayName())).isNull();
        there.destroyCache(test.getDisplayName());
        assertThat(here.createCache(test.getDisplayName(), numbers())).isEmpty();
    }
}
