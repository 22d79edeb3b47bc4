import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peergrid.Grid;
import io.peergrid.GridInvalidation;

public class OwnCache {
    public static void main(String[] args) {
        try (Grid grid = Grid.join("own-cache")) {
            // example: use
            Cache<String, String> users = Caffeine.newBuilder().maximumSize(10_000).build();
            GridInvalidation<String> invalidation = grid.invalidation("users", String.class, users);

            users.get("ann", name -> "what the database says of " + name);
            invalidation.invalidate("ann");
            // end
            System.out.println("forgotten, on every member: " + (users.getIfPresent("ann") == null));
        }
    }
}
