package io.peergrid.demo;

import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.demo.Lookups.Outcome;
import io.peergrid.testkit.process.JavaProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Lookups of cities through a cache over a database: what it is spared, and what happens when it is gone. */
final class CacheStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 4_000;
    private static final int CROWD = 500;

    private final Options options;
    private final Screen screen;
    /** How long people look cities up at a time; values get a quarter older than that. */
    private final long lookMillis;

    private final Duration timeToLive;
    private int step;
    private long lookups;
    private long databaseReads;

    CacheStory(Options options, Screen screen) {
        this(options, screen, LOOK_MILLIS);
    }

    CacheStory(Options options, Screen screen, long lookMillis) {
        this.options = options;
        this.screen = screen;
        this.lookMillis = lookMillis;
        timeToLive = Duration.ofMillis(lookMillis * 5 / 4);
    }

    /** False if something was answered wrong. */
    boolean run() {
        List<City> cities = Cities.read().subList(0, options.cities());
        screen.line();
        screen.redraw("  starting " + options.members() + " members and a database ...");
        try (LocalGrid grid = new LocalGrid(options.members())) {
            String given = options.database();
            JavaProcess process = given == null ? startDatabase(grid, 0) : null;
            CityDatabase database = new CityDatabase(process == null ? String.valueOf(given) : url(process));
            return run(grid, database, process, cities);
        } catch (SQLException e) {
            screen.line("  the database: " + e.getMessage());
            return false;
        }
    }

    private boolean run(LocalGrid grid, CityDatabase database, @Nullable JavaProcess process, List<City> cities)
            throws SQLException {
        if (process == null) {
            database.fill(cities);
        }
        step("%d members; %,d cities in %s%s", options.members(), cities.size(), database.product(), pid(process));
        try (Grid reader = grid.joinObserver("reader", config -> config.cache(cache(database)));
                Grid other = grid.joinObserver("other", config -> config.cache(cache(database)))) {
            GridCache<Long, City> cache = reader.cache("cities", Long.class, City.class);
            Lookups people = new Lookups(cache, database, cities);
            step("4 people look cities up, some cities more than others");
            show(people.run(lookMillis));
            step("again; values older than %.1f s are read anew", timeToLive.toMillis() / 1e3);
            show(people.run(lookMillis));
            boolean once = crowd(List.of(cache, other.cache("cities", Long.class, City.class)), database, cities);
            boolean good = once && (process == null ? cannotStop() : withoutDatabase(grid, process, database, people));
            sum(good);
            return good;
        }
    }

    private CacheConfig<Long, City> cache(CityDatabase database) {
        return CacheConfig.of("cities", Long.class, City.class)
                .loader(database)
                .timeToLive(timeToLive)
                .jitter(0.2)
                .staleOnError(Duration.ofMinutes(10))
                .errorBackOff(Duration.ofMillis(500))
                .negativeTimeToLive(Duration.ofSeconds(10))
                .build();
    }

    private JavaProcess startDatabase(LocalGrid grid, int port) {
        JavaProcess process = grid.startOther(
                "database", DatabaseProcess.class, Integer.toString(options.cities()), Integer.toString(port));
        process.awaitReady(PATIENCE);
        return process;
    }

    private static String url(JavaProcess process) {
        return process.output().stream()
                .filter(line -> line.startsWith("jdbc:"))
                .findFirst()
                .orElseThrow();
    }

    private static String pid(@Nullable JavaProcess process) {
        return process == null ? "" : ", pid " + process.pid();
    }

    private void step(String format, Object... arguments) {
        step++;
        screen.line();
        screen.line(step + "  " + String.format(Locale.ROOT, format, arguments));
    }

    private void show(Outcome outcome) {
        lookups += outcome.lookups();
        databaseReads += outcome.databaseReads();
        screen.line(
                "  %,d lookups: %,d hits, %,d reads of the database, %.1f %% saved",
                outcome.lookups(), outcome.hits(), outcome.databaseReads(), 100 * outcome.saved());
    }

    private void showWithout(Outcome outcome) {
        screen.line("  %,d lookups, %,d attempts to read", outcome.lookups(), outcome.databaseReads());
        screen.line("  %,d got the old value, because loading failed", outcome.stale());
        screen.line("  %,d refused: nobody had asked for those cities before", outcome.refused());
        String reason = outcome.refusal();
        screen.line("  " + screen.paint(Screen.Colour.DIM, reason.substring(0, Math.min(reason.length(), 76))));
    }

    /** All at once, on two members, for a city that nobody has asked for. */
    private boolean crowd(List<GridCache<Long, City>> caches, CityDatabase database, List<City> cities) {
        City rare = cities.get(cities.size() - 1);
        step("%d people on two members ask for %s at once", CROWD, rare.name());
        caches.get(0).invalidate(rare.id());
        long before = database.reads();
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            List<CompletableFuture<City>> answers = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                GridCache<Long, City> cache = caches.get(i % caches.size());
                answers.add(CompletableFuture.supplyAsync(() -> cache.get(rare.id()), crowd));
            }
            boolean all = answers.stream().allMatch(answer -> rare.equals(answer.join()));
            long reads = database.reads() - before;
            lookups += CROWD;
            databaseReads += reads;
            screen.line("  %,d of the database, %s", reads, all ? "all have the answer" : "NOT ALL HAVE THE ANSWER");
            return all && reads == 1;
        } finally {
            crowd.shutdownNow();
        }
    }

    private boolean withoutDatabase(LocalGrid grid, JavaProcess process, CityDatabase database, Lookups people) {
        step("kill -9 the database, pid %d; people go on asking", process.pid());
        process.kill();
        process.awaitEnd(PATIENCE);
        LocalGrid.pause(timeToLive.toMillis());
        Outcome without = people.run(lookMillis);
        showWithout(without);
        int port = Integer.parseInt(database.url().replaceAll(".*127\\.0\\.0\\.1:(\\d+)/.*", "$1"));
        JavaProcess again = startDatabase(grid, port);
        step("the database is back, pid %d", again.pid());
        Outcome with = people.run(lookMillis);
        show(with);
        return without.stale() > 0 && with.refused() == 0;
    }

    private boolean cannotStop() {
        screen.line();
        screen.line(
                "  " + screen.paint(Screen.Colour.DIM, "a database that was given is not killed; the demo's own is"));
        return true;
    }

    private void sum(boolean good) {
        step(good ? "nobody got a wrong answer" : "SOMETHING WENT WRONG");
        screen.line(
                "  %,d lookups, %,d reads of the database: %.1f %% saved",
                lookups, databaseReads, 100.0 * (lookups - databaseReads) / Math.max(1, lookups));
    }
}
