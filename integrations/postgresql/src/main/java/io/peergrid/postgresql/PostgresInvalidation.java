package io.peergrid.postgresql;

import io.peergrid.GridCache;
import io.peergrid.GridClosedException;
import io.peergrid.GridException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invalidates entries of a cache when somebody changes their rows, whoever that is: a trigger says which, by
 * <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>, when the change is committed, and this listens on a connection and a thread of its own.
 *
 * <p>The payload of a notification is a key, or empty for all. Whenever something may have been missed, as when the connection was lost, the cache is cleared; a connection that ends without a word is noticed within 15 s. It is enough if one
 * member listens; if several do, no change is missed when one of them dies. Notifications reach a cache some milliseconds after the commit; until then it may give the old row.
 *
 * <pre>{@code
 * CREATE FUNCTION city_changed() RETURNS trigger LANGUAGE plpgsql AS $$
 * BEGIN
 *     IF TG_OP <> 'INSERT' THEN PERFORM pg_notify('city_changed', OLD.name); END IF;
 *     IF TG_OP <> 'DELETE' THEN PERFORM pg_notify('city_changed', NEW.name); END IF;
 *     RETURN NULL;
 * END $$;
 * CREATE TRIGGER city_changed AFTER INSERT OR UPDATE OR DELETE ON city FOR EACH ROW EXECUTE FUNCTION city_changed();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class PostgresInvalidation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresInvalidation.class);
    private static final int POLL_MILLIS = 500;
    private static final long RETRY_MILLIS = 1_000;
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int VALID_SECONDS = 5;
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Runnable clear;
    private final Invalidating invalidate;
    private final String channel;
    private final Connections connections;
    private final Thread thread;
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable Connection open;
    private long loggedAt = System.nanoTime() - LOG_NANOS;

    /** Opens connections, each for this alone: not from a pool that takes them back. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    @FunctionalInterface
    private interface Invalidating {
        void keys(Set<String> payloads);
    }

    private PostgresInvalidation(
            String name, Runnable clear, Invalidating invalidate, String channel, Connections connections) {
        this.clear = clear;
        this.invalidate = invalidate;
        this.channel = channel;
        this.connections = connections;
        thread = new Thread(this::run, "peergrid-postgresql-" + name);
        thread.setDaemon(true);
    }

    /**
     * Listens from now on, and keeps trying if the database cannot be reached.
     *
     * @param channel as in NOTIFY, at most 63 characters
     * @param keys makes a key of a payload that is not empty; if it throws, the cache is cleared
     */
    public static <K> PostgresInvalidation start(
            GridCache<K, ?> cache, Function<String, K> keys, String channel, Connections connections) {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(connections, "connections");
        if (channel.isBlank() || channel.length() > 63) {
            throw new IllegalArgumentException("a channel's name has 1 to 63 characters: \"" + channel + "\"");
        }
        PostgresInvalidation invalidation = new PostgresInvalidation(
                cache.name(),
                cache::clear,
                payloads -> cache.invalidateAll(payloads.stream().map(keys).toList()),
                channel,
                connections);
        invalidation.thread.start();
        return invalidation;
    }

    /** Waits until it listens for the first time; false if it does not within that time, and goes on trying. */
    public boolean awaitListening(Duration within) throws InterruptedException {
        return listening.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        while (!closed) {
            try (Connection connection = connections.open()) {
                open = connection;
                listen(connection);
            } catch (GridClosedException e) {
                closed = true;
            } catch (SQLException | RuntimeException e) {
                complain(e);
                pause();
            } finally {
                open = null;
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN \"" + channel.replace("\"", "\"\"") + "\"");
        }
        // Nobody listened until now.
        clear.run();
        listening.countDown();
        PGConnection postgres = connection.unwrap(PGConnection.class);
        long checkedAt = System.nanoTime();
        while (!closed) {
            PGNotification[] heard = postgres.getNotifications(POLL_MILLIS);
            if (heard != null && heard.length > 0) {
                invalidate(heard);
            }
            // Whoever only listens does not notice that nobody is there any more.
            if (System.nanoTime() - checkedAt >= CHECK_NANOS) {
                if (!connection.isValid(VALID_SECONDS)) {
                    throw new SQLException("the database does not answer on the connection that listens");
                }
                checkedAt = System.nanoTime();
            }
        }
    }

    private void invalidate(PGNotification[] heard) {
        Set<String> payloads = new LinkedHashSet<>();
        for (PGNotification each : heard) {
            payloads.add(each.getParameter());
        }
        if (payloads.contains("")) {
            clear.run();
            return;
        }
        try {
            invalidate.keys(payloads);
        } catch (GridException unreachable) {
            throw unreachable;
        } catch (RuntimeException notKeys) {
            LOG.warn("Notifications of {} are no keys, the cache is cleared: {}", channel, notKeys.toString());
            clear.run();
        }
    }

    private void complain(Exception e) {
        long now = System.nanoTime();
        if (!closed && now - loggedAt >= LOG_NANOS) {
            loggedAt = now;
            LOG.warn("Not listening to {} of PostgreSQL, trying again each second: {}", channel, e.toString());
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(closed ? 0 : RETRY_MILLIS);
        } catch (InterruptedException e) {
            // Only close does that.
            closed = true;
        }
    }

    /** Stops listening; the cache stays as it is. */
    @Override
    public void close() {
        closed = true;
        Connection connection = open;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("The connection that listened did not close", e);
            }
        }
        thread.interrupt();
    }
}
