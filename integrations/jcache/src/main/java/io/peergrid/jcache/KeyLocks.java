package io.peergrid.jcache;

import io.peergrid.Grid;
import io.peergrid.GridLock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;

/**
 * A lock of the grid for each key. A thread may enter again. It is leased, so nobody waits for a member that died; what is done under it is swapped by version, so who
 * lost the lease without knowing changes nothing. Thread-safe.
 */
final class KeyLocks {
    /** How long to wait for whoever has the key: a loader, a writer or an entry processor. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Grid grid;
    private final String prefix;

    KeyLocks(Grid grid, String cacheName) {
        this.grid = grid;
        this.prefix = CacheMap.PREFIX + cacheName.replace("{", "").replace("}", "");
    }

    /** What ends with {@link #close}. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws CacheException if somebody else has it for {@link #PATIENCE} */
    Held lock(byte[] key) {
        return enter(name(key));
    }

    /** Of all keys; in one order everywhere, so that nobody waits in a circle. */
    Held lockAll(Collection<byte[]> keys) {
        TreeSet<String> names = new TreeSet<>();
        keys.forEach(key -> names.add(name(key)));
        List<Held> held = new ArrayList<>();
        Held all = () -> {
            for (int i = held.size() - 1; i >= 0; i--) {
                held.get(i).close();
            }
        };
        try {
            names.forEach(name -> held.add(enter(name)));
        } catch (RuntimeException | Error failed) {
            all.close();
            throw failed;
        }
        return all;
    }

    private Held enter(String name) {
        GridLock lock = grid.lock(name);
        boolean entered = CacheMap.calling(() -> {
            try {
                return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CacheException("interrupted while waiting for the key's lock; nothing happened", interrupted);
            } catch (IllegalMonitorStateException lost) {
                throw new CacheException("the key's lock was lost while this thread was in it", lost);
            }
        });
        if (!entered) {
            throw new CacheException("somebody has had the key's lock for " + PATIENCE.toSeconds()
                    + " s: a loader, a writer or an entry processor that takes so long; nothing happened");
        }
        return () -> {
            try {
                CacheMap.calling(() -> {
                    lock.unlock();
                    return null;
                });
            } catch (IllegalMonitorStateException | CacheException over) {
                // It ends with its lease; what was done in it was swapped by version.
                return;
            }
        };
    }

    /** The key in the hash tag, so that the lock of most keys is where the entry is. */
    private String name(byte[] key) {
        return prefix + "{" + new String(key, StandardCharsets.ISO_8859_1) + "}";
    }
}
