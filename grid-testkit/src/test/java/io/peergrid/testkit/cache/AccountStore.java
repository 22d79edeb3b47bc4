package io.peergrid.testkit.cache;

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

/** Balances in a database, written in batches. A row keeps its version when it is deleted, so that nothing older comes back. */
record AccountStore(String url) implements CacheLoader<String, Long>, CacheWriter<String, Long> {
    private static final String MERGE =
            "MERGE INTO account USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BIGINT))) AS"
                    + " new(name, balance, version) ON account.name = new.name"
                    + " WHEN MATCHED AND account.version < new.version THEN UPDATE SET balance = new.balance,"
                    + " version = new.version"
                    + " WHEN NOT MATCHED THEN INSERT VALUES (new.name, new.balance, new.version)";

    /** The cache in front of it, on every member. */
    CacheConfig<String, Long> cache() {
        return CacheConfig.of("accounts", String.class, Long.class)
                .loader(this)
                .writeBehind(this, WriteBehind.defaults().delay(Duration.ofMillis(300)))
                .build();
    }

    void create() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement table = connection.prepareStatement(
                        "CREATE TABLE account(name VARCHAR PRIMARY KEY, balance BIGINT, version BIGINT)")) {
            table.execute();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public @Nullable Long load(String name) throws SQLException {
        return rows().get(name);
    }

    @Override
    public void write(CacheWrite<String, Long> write) throws SQLException {
        writeAll(List.of(write));
    }

    @Override
    public void writeAll(List<CacheWrite<String, Long>> writes) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement merge = connection.prepareStatement(MERGE)) {
            connection.setAutoCommit(false);
            for (CacheWrite<String, Long> write : writes) {
                merge.setString(1, write.key());
                merge.setObject(2, write.value(), Types.BIGINT);
                merge.setLong(3, write.version());
                merge.addBatch();
            }
            merge.executeBatch();
            connection.commit();
        }
    }

    Map<String, Long> rows() throws SQLException {
        Map<String, Long> balances = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT name, balance FROM account WHERE balance IS NOT NULL");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                balances.put(rows.getString(1), rows.getLong(2));
            }
        }
        return balances;
    }
}
