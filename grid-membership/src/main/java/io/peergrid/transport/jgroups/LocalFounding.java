package io.peergrid.transport.jgroups;

import io.peergrid.transport.jgroups.LocalEntry.Stage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the members that start on one machine founds the cluster. A right to found is given under the
 * cluster's lock, while no living process has it or has settled in a cluster, so it is held by one process at most.
 * Thread-safe.
 */
final class LocalFounding {
    private static final long LOCK_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LocalDirectory directory;
    private @Nullable LocalEntry self;

    LocalFounding(LocalDirectory directory) {
        this.directory = directory;
    }

    /** Makes this member known to others. */
    synchronized void register(LocalEntry entry) throws IOException {
        directory.write(entry);
        self = entry;
    }

    synchronized void unregister() throws IOException {
        if (self != null) {
            directory.remove(self.member());
            self = null;
        }
    }

    synchronized void coordinator(boolean now) throws IOException {
        if (self != null && self.coordinator() != now) {
            register(self.withCoordinator(now));
        }
    }

    /** Whether this member has the right to found, now that nobody else has it. Waits for the lock half a second at most. */
    synchronized boolean claim() throws IOException {
        LocalEntry own = self;
        if (own == null) {
            return false;
        }
        if (own.stage() == Stage.FOUNDING) {
            return true;
        }
        try (LocalDirectory.Held held = directory.lock(LOCK_WAIT_NANOS)) {
            if (held == null || anotherHasPrecedence(own)) {
                return false;
            }
            register(own.withStage(Stage.FOUNDING));
            return true;
        }
    }

    /** This member is part of a cluster: nobody may found another while its process lives. */
    synchronized void settled() throws IOException {
        if (self != null && self.stage() != Stage.SETTLED) {
            register(self.withStage(Stage.SETTLED));
        }
    }

    private boolean anotherHasPrecedence(LocalEntry own) throws IOException {
        return directory.living().stream()
                .anyMatch(entry -> !entry.member().equals(own.member()) && entry.stage() != Stage.JOINING);
    }
}
