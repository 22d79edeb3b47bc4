import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import io.peergrid.NearCopies;
import java.time.Duration;

public class NearReads {
    public static void main(String[] args) {
        GridConfig config = GridConfig.local()
                .name("near-reads")
                // example: configuration
                .cache(CacheConfig.of("prices", String.class, Long.class)
                        .near(NearCopies.atMost(10_000).staleness(Duration.ofMillis(100)))
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config)) {
            GridCache<String, Long> prices = grid.cache("prices", String.class, Long.class);
            prices.put("bolt", 2L);
            long sum = 0;
            for (int i = 0; i < 1_000; i++) {
                sum += prices.get("bolt");
            }
            prices.put("bolt", 3L);
            System.out.println(sum + ", then " + prices.get("bolt"));
        }
    }
}
