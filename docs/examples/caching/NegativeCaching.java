import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

public class NegativeCaching {
    public static void main(String[] args) {
        AtomicInteger asked = new AtomicInteger();
        GridConfig config = GridConfig.local()
                .name("negative-caching")
                // example: configuration
                .cache(CacheConfig.of("users", String.class, String.class)
                        .loader(name -> {
                            asked.incrementAndGet();
                            return null;
                        })
                        .negativeTimeToLive(Duration.ofSeconds(30))
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config)) {
            GridCache<String, String> users = grid.cache("users", String.class, String.class);
            users.get("nobody");
            users.get("nobody");
            System.out.println("asked once: " + (asked.get() == 1));
        }
    }
}
