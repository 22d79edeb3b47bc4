import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;

public class ReplicatedCountries {
    public static void main(String[] args) {
        GridConfig config = GridConfig.local()
                .name("replicated-countries")
                // example: configuration
                .cache(CacheConfig.of("countries", String.class, String.class)
                        .loader(code -> "the row of " + code)
                        .replicated()
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config)) {
            GridCache<String, String> countries = grid.cache("countries", String.class, String.class);
            System.out.println(countries.get("no") + ", answered by " + countries.explain("no").answer());
        }
    }
}
