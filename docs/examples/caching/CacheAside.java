import io.peergrid.Grid;
import io.peergrid.GridCache;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

public class CacheAside {
    public static void main(String[] args) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:cache_aside");
                Grid grid = Grid.join("cache-aside")) {
            database.createStatement().execute("CREATE TABLE city(name VARCHAR PRIMARY KEY, inhabitants BIGINT)");
            database.createStatement().execute("INSERT INTO city VALUES ('Berlin', 3677472)");
            GridCache<String, Long> cities = grid.cache("cities", String.class, Long.class);

            // example: read
            Long inhabitants = cities.getOrCompute("Berlin", name -> inhabitantsOf(database, name));
            // end

            // example: change
            database.createStatement().execute("UPDATE city SET inhabitants = 3700000 WHERE name = 'Berlin'");
            cities.invalidate("Berlin");
            // end

            Long now = cities.getOrCompute("Berlin", name -> inhabitantsOf(database, name));
            System.out.println(inhabitants + ", then " + now + ", loads: " + cities.cacheStatistics().loads());
        }
    }

    static Long inhabitantsOf(Connection database, String name) throws SQLException {
        try (PreparedStatement query = database.prepareStatement("SELECT inhabitants FROM city WHERE name = ?")) {
            query.setString(1, name);
            ResultSet rows = query.executeQuery();
            return rows.next() ? (Long) rows.getLong(1) : null;
        }
    }
}
