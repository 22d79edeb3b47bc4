package io.peergrid.jcache;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;

/** An application of Hibernate's with books in a database, whose second-level cache is the grid. */
final class Library implements AutoCloseable {
    /** What Hibernate keeps in a cache. */
    static final List<String> TYPES =
            List.of("org.hibernate.cache.*", "org.hibernate.query.internal.QueryParameterBindingsImpl");

    private final SessionFactory sessions;
    private final Statistics statistics;

    @Entity(name = "Book")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    public static class Book {
        @Id
        long id;

        @Version
        int version;

        @NaturalId
        String isbn;

        String title;

        int lent;

        @ElementCollection(fetch = FetchType.LAZY)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> chapters = new ArrayList<>();
    }

    /** What an operation came to, and what it took. */
    record Done(String result, long statements, long cacheHits) {
        String line() {
            return statements + " " + cacheHits + " " + result;
        }

        static Done parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Done(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
    }

    /** @param more properties besides those that every application has that uses the cache */
    Library(String url, Map<String, Object> more) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Book.class)
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.cache.region.factory_class", "jcache")
                .setProperty("hibernate.cache.use_query_cache", true)
                .setProperty("hibernate.generate_statistics", true);
        configuration.getProperties().putAll(more);
        // Its report of each session.
        configuration.setProperty("hibernate.session.events.log", false);
        sessions = configuration.buildSessionFactory();
        statistics = sessions.getStatistics();
    }

    private Done done(Function<Session, Object> work) {
        long statements = statistics.getPrepareStatementCount();
        long hits = hits();
        Object result = sessions.fromTransaction(work);
        return new Done(String.valueOf(result), statistics.getPrepareStatementCount() - statements, hits() - hits);
    }

    private long hits() {
        return statistics.getSecondLevelCacheHitCount()
                + statistics.getNaturalIdCacheHitCount()
                + statistics.getQueryCacheHitCount();
    }

    Done title(long id) {
        return done(session -> session.find(Book.class, id).title);
    }

    Done titleOf(String isbn) {
        return done(session -> session.bySimpleNaturalId(Book.class).load(isbn).title);
    }

    Done chapters(long id) {
        return done(session -> List.copyOf(session.find(Book.class, id).chapters));
    }

    Done titlesFrom(String beginning) {
        return done(session -> session.createQuery(
                        "select title from Book where title like :beginning order by title", String.class)
                .setParameter("beginning", beginning + "%")
                .setCacheable(true)
                .list());
    }

    Done rename(long id, String title) {
        return done(session -> session.find(Book.class, id).title = title);
    }

    Done lend(long id) {
        return done(session -> ++session.find(Book.class, id).lent);
    }

    /** Changes a book in two steps, with something in between. */
    void rename(long id, String title, Runnable meanwhile) {
        sessions.inTransaction(session -> {
            Book book = session.find(Book.class, id);
            meanwhile.run();
            book.title = title;
        });
    }

    @Override
    public void close() {
        sessions.close();
    }

    /**
     * Does what it is told, a line for each.
     *
     * @param arguments URL of the database, name of the grid
     */
    public static void main(String[] arguments) throws IOException {
        GridConfig config = GridConfig.local()
                .name(arguments[1])
                .observer()
                .allowTypes(TYPES.toArray(new String[0]))
                .build();
        Map<String, Object> properties = Map.of(
                "hibernate.javax.cache.provider",
                PeerGridCachingProvider.class.getName(),
                "hibernate.javax.cache.missing_cache_strategy",
                "create");
        try (Grid grid = Grid.join(config)) {
            PeerGridCachingProvider.use(grid);
            try (Library library = new Library(arguments[0], properties)) {
                library.serve();
            }
        }
    }

    private void serve() throws IOException {
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(run(order.split(" ")).line());
        }
    }

    private Done run(String[] order) {
        return switch (order[0]) {
            case "title" -> title(Long.parseLong(order[1]));
            case "titleOf" -> titleOf(order[1]);
            case "chapters" -> chapters(Long.parseLong(order[1]));
            case "titlesFrom" -> titlesFrom(order[1]);
            case "rename" -> rename(Long.parseLong(order[1]), order[2]);
            case "lend" -> lend(Long.parseLong(order[1]), Integer.parseInt(order[2]));
            default -> throw new IllegalArgumentException(order[0]);
        };
    }

    /** Until it has been lent so many times more, whoever else changes it. */
    Done lend(long id, int times) {
        Done last = null;
        for (int lent = 0; lent < times; ) {
            try {
                last = lend(id);
                lent++;
            } catch (OptimisticLockException changedByAnother) {
                Thread.onSpinWait();
            }
        }
        return last;
    }
}
