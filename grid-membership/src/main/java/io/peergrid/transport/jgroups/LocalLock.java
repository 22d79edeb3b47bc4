package io.peergrid.transport.jgroups;

import io.peergrid.transport.jgroups.LocalDirectory.Held;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock file, held against other processes and other members of this one. To the system a file lock belongs to the process,
 * and closing any channel of the file gives it up: so the members of one process take turns, and only who holds the lock closes
 * the channel. Thread-safe.
 */
final class LocalLock {
    private static final long RETRY_MILLIS = 3;

    /** By path, one for all members of this process; a few bytes for each cluster it ever joined. */
    private static final Map<Path, LocalLock> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final Semaphore turn = new Semaphore(1, true);
    /** Left open by who saw that another class loader's members hold the lock; by whoever has the turn. */
    private @Nullable FileChannel left;

    private LocalLock(Path file) {
        this.file = file;
    }

    static LocalLock of(Path file) {
        return LOCKS.computeIfAbsent(file.toAbsolutePath(), LocalLock::new);
    }

    /** @return null if it was not free in time or this thread was interrupted, which it stays */
    @Nullable
    Held take(long waitNanos) throws IOException {
        long deadline = System.nanoTime() + waitNanos;
        Held held = null;
        try {
            if (turn.tryAcquire(waitNanos, TimeUnit.NANOSECONDS)) {
                try {
                    held = takeFile(deadline);
                } finally {
                    if (held == null) {
                        turn.release();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return held;
    }

    private @Nullable Held takeFile(long deadline) throws IOException, InterruptedException {
        FileChannel channel =
                left == null ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE) : left;
        left = channel;
        boolean mayClose = true;
        do {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    left = null;
                    return () -> release(channel);
                }
                mayClose = true;
            } catch (OverlappingFileLockException e) {
                mayClose = false;
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } while (System.nanoTime() - deadline < 0);
        if (mayClose) {
            left = null;
            channel.close();
        }
        return null;
    }

    private void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock is gone with the channel, whatever the close says.
        } finally {
            turn.release();
        }
    }
}
