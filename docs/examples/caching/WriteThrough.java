import io.peergrid.CacheConfig;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriteException;
import io.peergrid.CacheWriter;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

public class WriteThrough {
    // example: writer
    record Stock(Connection database) implements CacheWriter<String, Integer> {
        @Override
        public void write(CacheWrite<String, Integer> write) throws SQLException {
            String sql = write.isDelete()
                    ? "DELETE FROM stock WHERE article = ?"
                    : "MERGE INTO stock(article, pieces) KEY(article) VALUES (?, ?)";
            try (PreparedStatement statement = database.prepareStatement(sql)) {
                statement.setString(1, write.key());
                if (!write.isDelete()) {
                    statement.setInt(2, write.value());
                }
                statement.executeUpdate();
            }
        }
    }
    // end

    public static void main(String[] args) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:write_through")) {
            database.createStatement()
                    .execute("CREATE TABLE stock(article VARCHAR PRIMARY KEY, pieces INT CHECK (pieces >= 0))");
            GridConfig config = GridConfig.local()
                    .name("write-through")
                    // example: configuration
                    .cache(CacheConfig.of("stock", String.class, Integer.class)
                            .loader(article -> pieces(database, article))
                            .writeThrough(new Stock(database))
                            .build())
                    // end
                    .build();
            try (Grid grid = Grid.join(config)) {
                GridCache<String, Integer> stock = grid.cache("stock", String.class, Integer.class);

                // example: use
                stock.put("bolt", 10);
                stock.merge("bolt", -3, Integer::sum);
                try {
                    stock.merge("bolt", -100, Integer::sum);
                } catch (CacheWriteException refused) {
                    System.out.println("The database refused, nothing was changed: " + stock.get("bolt"));
                }
                // end
                System.out.println(pieces(database, "bolt"));
            }
        }
    }

    static Integer pieces(Connection database, String article) throws SQLException {
        try (PreparedStatement query = database.prepareStatement("SELECT pieces FROM stock WHERE article = ?")) {
            query.setString(1, article);
            ResultSet rows = query.executeQuery();
            return rows.next() ? (Integer) rows.getInt(1) : null;
        }
    }
}
