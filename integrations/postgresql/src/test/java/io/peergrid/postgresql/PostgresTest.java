package io.peergrid.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.CacheConfig;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriteException;
import io.peergrid.GridCache;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.testkit.memory.InMemoryCluster;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caches of three members over a real PostgreSQL. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static EmbeddedPostgres postgres;

    private final InMemoryCluster cluster = new InMemoryCluster();
    private GridCache<String, Integer> a;
    private GridCache<String, Integer> b;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void endPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() throws SQLException {
        execute("DROP TABLE IF EXISTS city");
        execute("CREATE TABLE city(name VARCHAR PRIMARY KEY, inhabitants INT CHECK (inhabitants > 0))");
        for (String name : List.of("a", "b", "c")) {
            cluster.join(
                    name,
                    config -> config.cache(CacheConfig.of("cities", String.class, Integer.class)
                            .loader(PostgresTest::inhabitants)
                            .writeThrough(PostgresTest::write)
                            .build()));
        }
        cluster.awaitBalanced();
        a = cluster.grid(0).cache("cities", String.class, Integer.class);
        b = cluster.grid(1).cache("cities", String.class, Integer.class);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    private static @Nullable Integer inhabitants(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT inhabitants FROM city WHERE name = ?")) {
            query.setString(1, name);
            ResultSet rows = query.executeQuery();
            return rows.next() ? (Integer) rows.getInt(1) : null;
        }
    }

    private static void write(CacheWrite<String, Integer> write) throws SQLException {
        String sql = write.isDelete()
                ? "DELETE FROM city WHERE name = ?"
                : "INSERT INTO city VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET inhabitants = EXCLUDED.inhabitants";
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, write.key());
            if (write.value() != null) {
                statement.setInt(2, write.value());
            }
            if (write.key().equals("Atlantis")) {
                connection.createStatement().execute("SELECT pg_terminate_backend(pg_backend_pid())");
            }
            statement.executeUpdate();
        }
    }

    @Test
    void readsAndWritesThrough() throws SQLException {
        execute("INSERT INTO city VALUES ('Berlin', 3677472)");
        assertThat(a.get("Berlin")).isEqualTo(3_677_472);
        assertThat(b.merge("Berlin", 1, Integer::sum)).isEqualTo(3_677_473);
        assertThat(inhabitants("Berlin")).isEqualTo(3_677_473);
        assertThat(a.remove("Berlin")).isEqualTo(3_677_473);
        assertThat(inhabitants("Berlin")).isNull();
    }

    @Test
    void aRefusedRowChangesNothingAndALostConnectionForgetsTheEntry() throws SQLException {
        a.put("Oslo", 709_037);
        assertThatThrownBy(() -> b.put("Oslo", -1))
                .isInstanceOf(CacheWriteException.class)
                .hasMessageContaining("city_inhabitants_check");
        assertThat(a.containsKey("Oslo")).isTrue();
        execute("INSERT INTO city VALUES ('Atlantis', 1)");
        assertThat(a.get("Atlantis")).isEqualTo(1);
        assertThatThrownBy(() -> a.put("Atlantis", 2)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(b.containsKey("Atlantis")).isFalse();
        assertThat(b.get("Atlantis")).isEqualTo(1);
    }

    @Test
    void whatOthersChangeInTheDatabaseIsForgotten() throws Exception {
        execute("""
                CREATE OR REPLACE FUNCTION city_changed() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN PERFORM pg_notify('city_changed', OLD.name); END IF;
                    IF TG_OP <> 'DELETE' THEN PERFORM pg_notify('city_changed', NEW.name); END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER city_changed AFTER INSERT OR UPDATE OR DELETE ON city FOR EACH ROW EXECUTE FUNCTION city_changed();
                INSERT INTO city VALUES ('Berlin', 1), ('Oslo', 2)""");
        try (PostgresInvalidation invalidation =
                PostgresInvalidation.start(a, name -> name, "city_changed", () -> postgres.getPostgresDatabase()
                        .getConnection())) {
            assertThat(invalidation.awaitListening(PATIENCE)).isTrue();
            assertThat(b.getAll(List.of("Berlin", "Oslo"))).containsEntry("Berlin", 1);
            execute("UPDATE city SET inhabitants = 10 WHERE name = 'Berlin'");
            await().atMost(PATIENCE).until(() -> !b.containsKey("Berlin"));
            assertThat(b.get("Berlin")).isEqualTo(10);
            assertThat(b.containsKey("Oslo")).isTrue();

            execute("SELECT pg_notify('city_changed', '')");
            await().atMost(PATIENCE).until(() -> !b.containsKey("Oslo"));

            assertThat(b.get("Oslo")).isEqualTo(2);
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
            await().atMost(PATIENCE).until(() -> !b.containsKey("Oslo"));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(b.get("Oslo")).isPositive();
                execute("UPDATE city SET inhabitants = inhabitants + 1 WHERE name = 'Oslo'");
                await().atMost(Duration.ofSeconds(2)).until(() -> !b.containsKey("Oslo"));
            });
        }
    }

    @Test
    void payloadsThatAreNoKeysClearTheCache() throws Exception {
        try (PostgresInvalidation invalidation = PostgresInvalidation.start(
                a,
                text -> {
                    throw new IllegalArgumentException("no key: " + text);
                },
                "strange",
                () -> postgres.getPostgresDatabase().getConnection())) {
            assertThat(invalidation.awaitListening(PATIENCE)).isTrue();
            b.put("Oslo", 1);
            execute("SELECT pg_notify('strange', 'x')");
            await().atMost(PATIENCE).until(() -> !b.containsKey("Oslo"));
        }
        assertThatThrownBy(() -> PostgresInvalidation.start(a, name -> name, "", () -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("channel");
    }
}
