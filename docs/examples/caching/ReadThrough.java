import io.peergrid.CacheConfig;
import io.peergrid.CacheLoader;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class ReadThrough {
    // example: loader
    record Cities(Connection database) implements CacheLoader<String, Long> {
        @Override
        public Long load(String name) throws SQLException {
            return loadAll(List.of(name)).get(name);
        }

        @Override
        public Map<String, Long> loadAll(Collection<? extends String> names) throws SQLException {
            try (PreparedStatement query =
                    database.prepareStatement("SELECT name, inhabitants FROM city WHERE name = ANY(?)")) {
                query.setArray(1, database.createArrayOf("VARCHAR", names.toArray()));
                ResultSet rows = query.executeQuery();
                Map<String, Long> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getLong(2));
                }
                return found;
            }
        }
    }
    // end

    public static void main(String[] args) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:read_through")) {
            database.createStatement().execute("CREATE TABLE city(name VARCHAR PRIMARY KEY, inhabitants BIGINT)");
            database.createStatement().execute("INSERT INTO city VALUES ('Berlin', 3677472), ('Oslo', 709037)");

            // example: configuration
            GridConfig config = GridConfig.local()
                    .name("read-through")
                    .cache(CacheConfig.of("cities", String.class, Long.class)
                            .loader(new Cities(database))
                            .timeToLive(Duration.ofMinutes(10))
                            .negativeTimeToLive(Duration.ofSeconds(30))
                            .build())
                    .build();
            // end
            try (Grid grid = Grid.join(config)) {
                GridCache<String, Long> cities = grid.cache("cities", String.class, Long.class);

                // example: use
                Long berlin = cities.get("Berlin");
                Map<String, Long> both = cities.getAll(List.of("Berlin", "Oslo", "Atlantis"));
                // end
                System.out.println(berlin + " " + both.size() + " " + cities.cacheStatistics());
            }
        }
    }
}
