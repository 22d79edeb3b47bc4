package io.peergrid.testkit.cache;

import io.peergrid.CacheLoader;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inhabitants of cities in a database; each read of a row is noted there. One connection for each call. */
record CityStore(String url) implements CacheLoader<String, Long>, CacheWriter<String, Long> {
    void create() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement tables = connection.prepareStatement(
                        "CREATE TABLE city(name VARCHAR PRIMARY KEY, inhabitants BIGINT, version BIGINT DEFAULT 0);"
                                + "CREATE TABLE looked_up(id IDENTITY PRIMARY KEY, name VARCHAR)")) {
            tables.execute();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public @Nullable Long load(String name) throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "INSERT INTO looked_up(name) VALUES (?)", name);
            return inhabitants(connection, name);
        }
    }

    @Nullable
    Long row(String name) throws SQLException {
        try (Connection connection = connect()) {
            return inhabitants(connection, name);
        }
    }

    private static @Nullable Long inhabitants(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT inhabitants FROM city WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? (Long) rows.getLong(1) : null;
            }
        }
    }

    /** Keeps the version and refuses lower ones. */
    @Override
    public void write(CacheWrite<String, Long> write) throws SQLException {
        try (Connection connection = connect()) {
            if (write.isDelete()) {
                run(connection, "DELETE FROM city WHERE name = ? AND version < ?", write.key(), write.version());
                return;
            }
            run(
                    connection,
                    "MERGE INTO city USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BIGINT))) AS"
                            + " new(name, inhabitants, version) ON city.name = new.name"
                            + " WHEN MATCHED AND city.version < new.version THEN UPDATE SET inhabitants = new.inhabitants,"
                            + " version = new.version"
                            + " WHEN NOT MATCHED THEN INSERT VALUES (new.name, new.inhabitants, new.version)",
                    write.key(),
                    write.value(),
                    write.version());
        }
    }

    private static void run(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Whose rows were read, in that order. */
    List<String> lookedUp() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("SELECT name FROM looked_up ORDER BY id");
                ResultSet rows = query.executeQuery()) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
