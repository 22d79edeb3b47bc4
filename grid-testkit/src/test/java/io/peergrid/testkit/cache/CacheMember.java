package io.peergrid.testkit.cache;

import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import io.peergrid.GridException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A member that does what it is told with a cache over a database: {@code get <city>}, {@code slow <city>}, {@code count <city>}. */
final class CacheMember {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private CacheMember() {}

    /** @param arguments name of the grid, of the member, URL of the database */
    public static void main(String[] arguments) throws IOException {
        CityStore store = new CityStore(arguments[2]);
        GridConfig config = GridConfig.local()
                .name(arguments[0])
                .memberName(arguments[1])
                .shutdownHook(false)
                .cache(CacheConfig.of("cities", String.class, Long.class)
                        .loader(store)
                        .writeThrough(store)
                        .build())
                .build();
        ExecutorService callers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        Grid grid = Grid.join(config);
        say("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        GridCache<String, Long> cities =
                grid.cache("cities", String.class, Long.class).withDeadline(DEADLINE);
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            callers.execute(() -> run(cities, words[0], words[1], store));
        }
    }

    private static void run(GridCache<String, Long> cities, String order, String city, CityStore store) {
        try {
            switch (order) {
                case "get" -> say("got " + city + " " + cities.get(city));
                case "slow" ->
                    say("got " + city + " "
                            + cities.getOrCompute(city, name -> {
                                say("loading " + city);
                                Thread.sleep(DEADLINE.toMillis());
                                return store.load(name);
                            }));
                case "count" -> count(cities, city);
                default -> say("what is " + order + "?");
            }
        } catch (GridException e) {
            say("failed " + city + " " + e);
        }
    }

    /** Counts up until the process ends; says each number when it is written. */
    private static void count(GridCache<String, Long> cities, String city) {
        while (true) {
            try {
                say("wrote " + city + " " + cities.merge(city, 1L, Long::sum));
            } catch (GridException e) {
                say("failed " + city + " " + e);
            }
        }
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
