package io.peergrid.demo;

import io.peergrid.CacheLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The cities in a table of a database; counts what it was asked. Each question opens a connection, so that a stopped database is noticed. Thread-safe. */
final class CityDatabase implements CacheLoader<Long, City> {
    private static final int BATCH = 5_000;
    private static final int CONNECT_SECONDS = 2;

    private final String url;
    private final LongAdder reads = new LongAdder();

    CityDatabase(String url) {
        this.url = url;
        // A database that is gone is to be noticed at once, not after sixteen attempts.
        System.setProperty("h2.socketConnectRetry", "1");
    }

    String url() {
        return url;
    }

    /** What the database calls itself. */
    String product() throws SQLException {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion().split(" ")[0];
        }
    }

    private Connection connect() throws SQLException {
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        return DriverManager.getConnection(url);
    }

    /** Makes the table anew. */
    void fill(List<City> cities) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement tables = connection.prepareStatement("DROP TABLE IF EXISTS peergrid_city")) {
            tables.execute();
            tables.execute();
        }
        try (Connection connection = connect();
                PreparedStatement table = connection.prepareStatement(
                        "CREATE TABLE peergrid_city(id BIGINT PRIMARY KEY, name VARCHAR(200), country VARCHAR(2),"
                                + " admin VARCHAR(40), population BIGINT, longitude FLOAT, latitude FLOAT)")) {
            table.execute();
            connection.setAutoCommit(false);
            insert(connection, cities);
            connection.commit();
        }
    }

    private static void insert(Connection connection, List<City> cities) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO peergrid_city VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (City city : cities) {
                insert.setLong(1, city.id());
                insert.setString(2, city.name());
                insert.setString(3, city.country());
                insert.setString(4, city.adminCode());
                insert.setLong(5, city.population());
                insert.setDouble(6, city.longitude());
                insert.setDouble(7, city.latitude());
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    @Override
    public @Nullable City load(Long id) throws SQLException {
        reads.increment();
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT id, name, country, admin, population, longitude, latitude FROM peergrid_city"
                                + " WHERE id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? city(row) : null;
            }
        }
    }

    private static City city(ResultSet row) throws SQLException {
        return new City(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getDouble(6),
                row.getDouble(7));
    }

    /** How often {@link #load} was called here. */
    long reads() {
        return reads.sum();
    }
}
