package io.peergrid.postgresql;

import io.peergrid.CacheConfig;
import io.peergrid.CacheLoader;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import io.peergrid.WriteBehind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts of visits in a PostgreSQL table, stored in batches. A row keeps its version when it is deleted, so that nothing older comes back. */
record VisitStore(String url) implements CacheLoader<String, Long>, CacheWriter<String, Long> {
    private static final String UPSERT = "INSERT INTO visits VALUES (?, ?, ?) ON CONFLICT (page) DO UPDATE"
            + " SET count = EXCLUDED.count, version = EXCLUDED.version WHERE visits.version < EXCLUDED.version";

    /** The cache in front of it, on every member. */
    CacheConfig<String, Long> cache() {
        return CacheConfig.of("visits", String.class, Long.class)
                .loader(this)
                .writeBehind(this, WriteBehind.defaults().delay(Duration.ofMillis(300)))
                .build();
    }

    void create() throws SQLException {
        try (Connection connection = connect()) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE visits(page VARCHAR PRIMARY KEY, count BIGINT, version BIGINT NOT NULL)");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public @Nullable Long load(String page) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT count FROM visits WHERE page = ? AND count IS NOT NULL")) {
            query.setString(1, page);
            ResultSet rows = query.executeQuery();
            return rows.next() ? (Long) rows.getLong(1) : null;
        }
    }

    @Override
    public void write(CacheWrite<String, Long> write) throws SQLException {
        writeAll(List.of(write));
    }

    @Override
    public void writeAll(List<CacheWrite<String, Long>> writes) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            connection.setAutoCommit(false);
            for (CacheWrite<String, Long> write : writes) {
                upsert.setString(1, write.key());
                upsert.setObject(2, write.value(), Types.BIGINT);
                upsert.setLong(3, write.version());
                upsert.addBatch();
            }
            upsert.executeBatch();
            connection.commit();
        }
    }

    Map<String, Long> rows() throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT page, count FROM visits WHERE count IS NOT NULL");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
