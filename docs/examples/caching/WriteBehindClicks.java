import io.peergrid.CacheConfig;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import io.peergrid.WriteBehind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

public class WriteBehindClicks {
    // example: writer
    record Counts(Connection database) implements CacheWriter<String, Long> {
        static final String UPSERT = "MERGE INTO clicks USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BIGINT)))"
                + " AS new(page, clicks, version) ON clicks.page = new.page"
                + " WHEN MATCHED AND clicks.version < new.version THEN UPDATE SET clicks = new.clicks, version = new.version"
                + " WHEN NOT MATCHED THEN INSERT VALUES (new.page, new.clicks, new.version)";

        @Override
        public void write(CacheWrite<String, Long> write) throws SQLException {
            writeAll(List.of(write));
        }

        @Override
        public void writeAll(List<CacheWrite<String, Long>> writes) throws SQLException {
            try (PreparedStatement upsert = database.prepareStatement(UPSERT)) {
                for (CacheWrite<String, Long> write : writes) {
                    upsert.setString(1, write.key());
                    upsert.setObject(2, write.value());
                    upsert.setLong(3, write.version());
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
        }
    }
    // end

    public static void main(String[] args) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:write_behind")) {
            database.createStatement()
                    .execute("CREATE TABLE clicks(page VARCHAR PRIMARY KEY, clicks BIGINT, version BIGINT)");
            GridConfig config = GridConfig.local()
                    .name("write-behind")
                    // example: configuration
                    .cache(CacheConfig.of("clicks", String.class, Long.class)
                            .writeBehind(
                                    new Counts(database),
                                    WriteBehind.defaults().delay(Duration.ofMillis(200)))
                            .build())
                    // end
                    .build();
            try (Grid grid = Grid.join(config)) {
                GridCache<String, Long> clicks = grid.cache("clicks", String.class, Long.class);

                // example: use
                for (int i = 0; i < 1_000; i++) {
                    clicks.merge("/start", 1L, Long::sum);
                }
                boolean stored = clicks.backlog().awaitStored(Duration.ofSeconds(30));
                // end
                ResultSet row = database.createStatement().executeQuery("SELECT clicks FROM clicks");
                row.next();
                System.out.println(row.getLong(1) + " stored: " + stored + ", with fewer writes: "
                        + (clicks.cacheStatistics().writes() < 1_000));
            }
        }
    }
}
