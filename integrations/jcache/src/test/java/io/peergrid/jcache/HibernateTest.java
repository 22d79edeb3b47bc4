package io.peergrid.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.Grid;
import io.peergrid.jcache.Library.Done;
import jakarta.persistence.OptimisticLockException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheManager;
import org.h2.tools.Server;
import org.hibernate.cache.CacheException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hibernate's own adapter over this provider: its second-level cache is shared by two processes. */
class HibernateTest {
    @TempDir
    static Path directory;

    private static Server database;
    private static String url;
    private static Grid grid;
    private static CacheManager caches;
    private static Library library;
    private static Process process;
    private static BufferedReader answers;

    @BeforeAll
    static void twoProcesses() throws Exception {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        url = "jdbc:h2:" + database.getURL() + "/" + directory.resolve("library");
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("""
                    CREATE TABLE Book(id BIGINT PRIMARY KEY, version INT, isbn VARCHAR UNIQUE, title VARCHAR, lent INT);
                    CREATE TABLE Book_chapters(Book_id BIGINT REFERENCES Book, chapters VARCHAR);
                    INSERT INTO Book SELECT X, 0, 'isbn' || X, 'Title' || X, 0 FROM SYSTEM_RANGE(1, 20);
                    INSERT INTO Book_chapters VALUES (3, 'Beginning'), (3, 'End')""");
        }
        String name = "hibernate-" + UUID.randomUUID();
        grid = Grid.join(name);
        process = start(name);
        caches = caches("test:hibernate");
        library = new Library(
                url,
                Map.of(
                        "hibernate.javax.cache.cache_manager",
                        caches,
                        "hibernate.javax.cache.missing_cache_strategy",
                        "create"));
        assertThat(answers.readLine()).isEqualTo("ready");
    }

    private static Process start(String name) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process started = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.jboss.logging.provider=slf4j",
                        "-cp",
                        classPath,
                        Library.class.getName(),
                        url,
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = started.inputReader(StandardCharsets.UTF_8);
        return started;
    }

    private static CacheManager caches(String uri) {
        Properties properties = new Properties();
        properties.put(PeerGridCachingProvider.GRID, grid);
        properties.put(PeerGridCachingProvider.TYPES, String.join(",", Library.TYPES));
        return new PeerGridCachingProvider().getCacheManager(URI.create(uri), null, properties);
    }

    @AfterAll
    static void end() throws Exception {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        library.close();
        grid.close();
        database.stop();
    }

    private static Done other(String order) {
        try {
            Writer orders = process.outputWriter(StandardCharsets.UTF_8);
            orders.append(order).append('\n').flush();
            return Done.parse(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatOneProcessLoadedTheOtherFindsWithoutTheDatabase() {
        assertThat(library.title(1)).isEqualTo(new Done("Title1", 1, 0));
        assertThat(other("title 1")).isEqualTo(new Done("Title1", 0, 1));

        assertThat(other("title 2")).isEqualTo(new Done("Title2", 1, 0));
        assertThat(library.title(2)).isEqualTo(new Done("Title2", 0, 1));
    }

    @Test
    void collectionsAndNaturalIdsAreSharedToo() {
        assertThat(library.chapters(3)).isEqualTo(new Done("[Beginning, End]", 2, 0));
        assertThat(other("chapters 3")).isEqualTo(new Done("[Beginning, End]", 0, 2));

        assertThat(other("titleOf isbn4").statements()).isPositive();
        assertThat(library.titleOf("isbn4")).isEqualTo(new Done("Title4", 0, 2));
    }

    @Test
    void anUpdateOfOneProcessIsSeenByTheOther() {
        assertThat(library.title(5).result()).isEqualTo("Title5");
        assertThat(other("rename 5 Changed5").result()).isEqualTo("Changed5");
        assertThat(library.title(5)).isEqualTo(new Done("Changed5", 0, 1));

        library.rename(5, "Again5");
        assertThat(other("title 5")).isEqualTo(new Done("Again5", 0, 1));
    }

    @Test
    void aQueryAnsweredInOneProcessIsAHitInTheOtherUntilOneOfThemChangesTheTable() {
        library.rename(6, "Queried6");
        library.rename(7, "Queried7");
        assertThat(library.titlesFrom("Queried")).isEqualTo(new Done("[Queried6, Queried7]", 1, 0));
        assertThat(other("titlesFrom Queried")).isEqualTo(new Done("[Queried6, Queried7]", 0, 1));

        other("rename 6 QueriedAgain6");
        assertThat(library.titlesFrom("Queried")).isEqualTo(new Done("[Queried7, QueriedAgain6]", 1, 0));
        assertThat(other("titlesFrom Queried")).isEqualTo(new Done("[Queried7, QueriedAgain6]", 0, 1));
    }

    @Test
    void whoChangesAnOldVersionIsToldAndReadsTheNewOne() {
        assertThatThrownBy(() -> library.rename(8, "Late8", () -> other("rename 8 Early8")))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(library.title(8).result()).isEqualTo("Early8");
        assertThat(other("title 8").result()).isEqualTo("Early8");
    }

    @Test
    void noUpdateIsLostBetweenTheProcesses() throws Exception {
        CompletableFuture<Done> others = CompletableFuture.supplyAsync(() -> other("lend 9 20"));
        library.lend(9, 20);
        others.get(1, TimeUnit.MINUTES);
        assertThat(library.lend(9).result()).isEqualTo("41");
        assertThat(other("lend 9 1").result()).isEqualTo("42");
    }

    @Test
    void aMissingCacheIsMadeOrRefusedAsConfigured() {
        assertThat(caches.getCacheNames())
                .contains(
                        Library.Book.class.getName(),
                        Library.Book.class.getName() + ".chapters",
                        "default-query-results-region",
                        "default-update-timestamps-region");
        Map<String, Object> strict = Map.of(
                "hibernate.javax.cache.cache_manager",
                caches("test:strict"),
                "hibernate.javax.cache.missing_cache_strategy",
                "fail");
        assertThatThrownBy(() -> new Library(url, strict)).hasRootCauseInstanceOf(CacheException.class);
    }
}
