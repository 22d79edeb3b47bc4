import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public class WriteAround {
    public static void main(String[] args) {
        // Stands for whatever holds the documents.
        Map<String, String> store = new ConcurrentHashMap<>();
        GridConfig config = GridConfig.local()
                .name("write-around")
                // example: configuration
                .cache(CacheConfig.of("documents", String.class, String.class)
                        .loader(store::get)
                        .writeAround(write -> {
                            if (write.isDelete()) {
                                store.remove(write.key());
                            } else {
                                store.put(write.key(), write.value());
                            }
                        })
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config)) {
            GridCache<String, String> documents = grid.cache("documents", String.class, String.class);

            // example: use
            documents.put("terms", "a text that hardly anybody reads");
            boolean cached = documents.containsKey("terms");
            String read = documents.get("terms");
            // end
            System.out.println(cached + ", " + read + ", " + documents.containsKey("terms"));
        }
    }
}
