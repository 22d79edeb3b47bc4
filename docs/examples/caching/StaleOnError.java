import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

public class StaleOnError {
    public static void main(String[] args) throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        GridConfig config = GridConfig.local()
                .name("stale-on-error")
                // example: configuration
                .cache(CacheConfig.of("weather", String.class, String.class)
                        .loader(city -> {
                            if (down.get()) {
                                throw new IOException("the weather service does not answer");
                            }
                            return "sunny";
                        })
                        .timeToLive(Duration.ofMillis(50))
                        .staleOnError(Duration.ofHours(1), IOException.class::isInstance)
                        .errorBackOff(Duration.ofSeconds(1))
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config)) {
            GridCache<String, String> weather = grid.cache("weather", String.class, String.class);
            weather.get("Oslo");
            down.set(true);
            while (weather.containsKey("Oslo")) {
                Thread.onSpinWait();
            }
            System.out.println("still " + weather.get("Oslo") + ", stale reads: "
                    + weather.cacheStatistics().staleReads());
        }
    }
}
