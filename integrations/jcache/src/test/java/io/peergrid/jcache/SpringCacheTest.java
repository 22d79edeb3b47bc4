package io.peergrid.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's own adapter over this provider, in two processes. */
class SpringCacheTest {
    private static final String READY = "ready";

    private static Grid grid;
    private static AnnotationConfigApplicationContext context;
    private static Books books;
    private static Process process;
    private static BufferedReader answers;

    record Book(String isbn, int load) {}

    @Configuration
    @EnableCaching
    static class Application {
        @Bean(destroyMethod = "close")
        javax.cache.CacheManager caches(Grid member) {
            Properties properties = new Properties();
            properties.put(PeerGridCachingProvider.GRID, member);
            properties.put(PeerGridCachingProvider.TYPES, "io.peergrid.jcache.*, org.springframework.cache.*");
            javax.cache.CacheManager manager =
                    new PeerGridCachingProvider().getCacheManager(URI.create("test:spring"), null, properties);
            manager.createCache("books", new MutableConfiguration<>());
            manager.createCache(
                    "brief",
                    new MutableConfiguration<>()
                            .setExpiryPolicyFactory(
                                    CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MILLISECONDS, 50))));
            return manager;
        }

        @Bean
        CacheManager cacheManager(javax.cache.CacheManager caches) {
            return new JCacheCacheManager(caches);
        }

        @Bean
        Books books() {
            return new Books();
        }
    }

    static class Books {
        private final AtomicInteger loads = new AtomicInteger();

        int loads() {
            return loads.get();
        }

        @Cacheable("books")
        public @Nullable Book find(String isbn) {
            int load = loads.incrementAndGet();
            return isbn.startsWith("none") ? null : new Book(isbn, load);
        }

        @Cacheable("books")
        public Book find(String isbn, int edition) {
            return new Book(isbn + edition, loads.incrementAndGet());
        }

        @Cacheable(cacheNames = "books", sync = true)
        public Book findOnce(String isbn) {
            return new Book(isbn, loads.incrementAndGet());
        }

        @Cacheable("brief")
        public Book findBriefly(String isbn) {
            return new Book(isbn, loads.incrementAndGet());
        }

        @CacheEvict("books")
        public void evict(String isbn) {}
    }

    private static AnnotationConfigApplicationContext start(Grid member) {
        AnnotationConfigApplicationContext started = new AnnotationConfigApplicationContext();
        started.registerBean(Grid.class, () -> member, definition -> definition.setDestroyMethodName(""));
        started.register(Application.class);
        started.refresh();
        return started;
    }

    /** The second process: reads {@code isbn}, also {@code =isbn} synchronised, or evicts {@code !isbn}. */
    public static void main(String[] arguments) throws IOException {
        GridConfig config = GridConfig.local().name(arguments[0]).observer().build();
        try (Grid member = Grid.join(config);
                AnnotationConfigApplicationContext application = start(member)) {
            Books own = application.getBean(Books.class);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println(READY);
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(run(own, command) + " after " + own.loads());
            }
        }
    }

    private static @Nullable Object run(Books books, String command) {
        String isbn = command.substring(1);
        return switch (command.charAt(0)) {
            case '=' -> books.findOnce(isbn);
            case '!' -> {
                books.evict(isbn);
                yield "evicted";
            }
            default -> books.find(command);
        };
    }

    @BeforeAll
    static void twoProcesses() throws IOException {
        String name = "spring-" + UUID.randomUUID();
        grid = Grid.join(name);
        context = start(grid);
        books = context.getBean(Books.class);
        String java = ProcessHandle.current().info().command().orElse("java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        process = new ProcessBuilder(java, "-Xmx256m", "-cp", classPath, SpringCacheTest.class.getName(), name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        assertThat(answers.readLine()).isEqualTo(READY);
    }

    @AfterAll
    static void end() throws Exception {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        context.close();
        grid.close();
    }

    private static String other(String command) {
        try {
            Writer commands = process.outputWriter(StandardCharsets.UTF_8);
            commands.append(command).append('\n').flush();
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatOneProcessLoadedTheOtherReadsUntilOneOfThemEvictsIt() {
        Book first = books.find("a");

        assertThat(books.find("a")).isEqualTo(first);
        assertThat(other("a")).startsWith(first + " after ");
        assertThat(other("!a")).startsWith("evicted");
        assertThat(books.find("a").load()).isGreaterThan(first.load());
    }

    @Test
    void severalArgumentsAreAKeyAndNullIsAValue() {
        assertThat(books.find("b", 2)).isEqualTo(books.find("b", 2)).isNotEqualTo(books.find("b", 3));
        assertThat(books.find("none")).isNull();
        int loads = books.loads();
        assertThat(books.find("none")).isNull();
        assertThat(books.loads()).isEqualTo(loads);
    }

    @Test
    void aSynchronisedMethodRunsOnceForAllWhoWait() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Book>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> books.findOnce("c"));
        }
        int loads = books.loads();
        for (Future<Book> each : threads.invokeAll(calls)) {
            assertThat(each.get()).isEqualTo(new Book("c", loads + 1));
        }
        threads.shutdown();
        assertThat(books.loads()).isEqualTo(loads + 1);
    }

    @Test
    void aSynchronisedMethodRunsOnceForCallersOfBothMembers() throws Exception {
        for (String isbn : List.of("e", "f", "g")) {
            int loads = books.loads() + loadsOfOther();
            CompletableFuture<String> theirs = CompletableFuture.supplyAsync(() -> other("=" + isbn));
            Book mine = books.findOnce(isbn);
            assertThat(theirs.get(1, TimeUnit.MINUTES)).startsWith(mine + " after ");
            assertThat(books.loads() + loadsOfOther()).isEqualTo(loads + 1);
        }
    }

    private static int loadsOfOther() {
        String answer = other("!none");
        return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }

    @Test
    void anEntryLivesAsLongAsItsCacheSays() {
        Book first = books.findBriefly("d");

        await().until(() -> books.findBriefly("d").load() > first.load());
    }
}
