import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

public class RefreshAhead {
    public static void main(String[] args) throws Exception {
        AtomicLong rate = new AtomicLong(100);
        GridConfig config = GridConfig.local()
                .name("refresh-ahead")
                // example: configuration
                .cache(CacheConfig.of("rates", String.class, Long.class)
                        .loader(currency -> rate.incrementAndGet())
                        .timeToLive(Duration.ofMinutes(1))
                        .refreshAfter(Duration.ofMillis(50))
                        .earlyRefresh(1)
                        .jitter(0.1)
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config)) {
            GridCache<String, Long> rates = grid.cache("rates", String.class, Long.class);
            long first = rates.get("NOK");
            while (rates.get("NOK") == first) {
                Thread.onSpinWait();
            }
            System.out.println("misses: " + rates.cacheStatistics().misses() + ", refreshed: "
                    + (rates.cacheStatistics().refreshes() > 0));
        }
    }
}
