package io.peergrid.bench.hitratio;

import io.peergrid.EvictionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints which part of a trace's accesses are hits, for caches of 1 %, 5 % and 10 % of its distinct keys.
 *
 * <pre>{@code bench/hit-ratio --traces=DIRECTORY [--only=NAME,...] [--first=ACCESSES] [--redis-rate=ACCESSES_A_SECOND]}</pre>
 */
public final class HitRatio {
    private static final int[] PERCENT = {1, 5, 10};
    private static final List<String> CONTESTANTS = List.of(
            "peergrid-w-tinylfu",
            "peergrid-lru",
            "peergrid-lfu",
            "caffeine",
            "redis-allkeys-lru",
            "redis-allkeys-lfu",
            "exact-lru");

    private HitRatio() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            options.put(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        String traces = options.get("traces");
        if (traces == null) {
            throw new IllegalArgumentException("say where the traces are: --traces=DIRECTORY");
        }
        List<String> wanted = options.containsKey("only")
                ? Arrays.asList(options.getOrDefault("only", "").split(","))
                : CONTESTANTS;
        int first = Integer.parseInt(options.getOrDefault("first", String.valueOf(Integer.MAX_VALUE)));
        int rate = Integer.parseInt(options.getOrDefault("redis-rate", "0"));
        try (RedisServer redis =
                wanted.stream().anyMatch(name -> name.startsWith("redis")) ? RedisServer.start() : null) {
            for (Path file : Traces.in(Path.of(traces))) {
                int[] all = Traces.read(file);
                replay(file, Arrays.copyOf(all, Math.min(first, all.length)), wanted, redis, rate);
            }
        }
    }

    private static void replay(Path file, int[] keys, List<String> wanted, @Nullable RedisServer redis, int rate)
            throws IOException {
        int distinct = Traces.distinct(keys);
        System.out.printf("%s: %,d accesses of %,d keys%n", file.getFileName(), keys.length, distinct);
        for (int percent : PERCENT) {
            int entries = distinct * percent / 100;
            for (String name : wanted) {
                TracedCache cache = make(name, entries, redis, rate);
                if (cache == null) {
                    System.out.printf("  %2d %%  %,6d  %-20s NOT RUN%n", percent, entries, name);
                    continue;
                }
                try (cache) {
                    long begin = System.nanoTime();
                    long hits = 0;
                    for (int key : keys) {
                        hits += cache.access(key) ? 1 : 0;
                    }
                    hits += cache.drain();
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    System.out.printf(
                            "  %2d %%  %,6d  %-20s %6.2f %%   held %s, %.1f s%n",
                            percent, entries, name, 100.0 * hits / keys.length, cache.entries(), seconds);
                }
            }
        }
    }

    private static @Nullable TracedCache make(String name, int entries, @Nullable RedisServer redis, int rate)
            throws IOException {
        return switch (name) {
            case "peergrid-w-tinylfu" -> new GridCache(EvictionPolicy.W_TINY_LFU, entries);
            case "peergrid-lru" -> new GridCache(EvictionPolicy.ALLKEYS_LRU, entries);
            case "peergrid-lfu" -> new GridCache(EvictionPolicy.ALLKEYS_LFU, entries);
            case "caffeine" -> new CaffeineCache(entries);
            case "exact-lru" -> new ExactLru(entries);
            case "redis-allkeys-lru", "redis-allkeys-lfu" ->
                redis == null
                        ? null
                        : new RedisCache(redis.port(), name.substring("redis-".length()), entries, rate);
            default -> throw new IllegalArgumentException("no contestant is called " + name + "; there are " + CONTESTANTS);
        };
    }
}
