package io.peergrid.node;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of one grid on this machine, as files of one user: decides which process founds the grid. Whoever holds the
 * lock and sees no live member listed may found; it lists itself before it lets go of the lock. So no two found, and
 * nobody founds a second grid beside a living one. The operating system frees the lock with its process.
 */
final class MachineRoster implements AutoCloseable {
    /** A file lock belongs to the process, and closing a second channel would free it: so one channel a process. */
    private static final Set<Path> LOCKED_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private static final int FIELDS = 4;

    private final Path directory;
    private final Path lockFile;
    private final Path ownFile;
    private final ProcessIdentity process;
    private final ProcessWitness witness;

    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    MachineRoster(Path root, String gridName, MemberId self, ProcessIdentity process, ProcessWitness witness) {
        this.directory = root.resolve(gridName);
        this.lockFile = directory.resolve("founding.lock");
        this.ownFile = directory.resolve(self + ".member");
        this.process = process;
        this.witness = witness;
    }

    /** Where the files of this user are. */
    static Path defaultRoot() {
        return Path.of(System.getProperty("java.io.tmpdir"), "peergrid-" + System.getProperty("user.name"));
    }

    /** Whether this member may found the grid. If so it holds the lock until {@link #enlist()} or {@link #close()}. */
    synchronized boolean tryLead() {
        if (lock != null) {
            return true;
        }
        try {
            Files.createDirectories(directory);
            if (!takeLock()) {
                return false;
            }
            if (livingMemberListed()) {
                freeLock();
                return false;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory + ", where members of this machine meet", e);
        }
    }

    /** Lists this member as living and frees the lock. */
    synchronized void enlist() {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    ownFile,
                    process.bootId() + "\n" + process.pidNamespace() + "\n" + process.pid() + "\n"
                            + process.startTime());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + ownFile, e);
        } finally {
            freeLock();
        }
    }

    /** Takes this member off the list and frees the lock. */
    @Override
    public synchronized void close() {
        try {
            Files.deleteIfExists(ownFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + ownFile, e);
        } finally {
            freeLock();
        }
    }

    private boolean takeLock() throws IOException {
        if (!LOCKED_BY_THIS_PROCESS.add(lockFile)) {
            return false;
        }
        boolean taken = false;
        FileChannel opened = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock = opened.tryLock();
            taken = lock != null;
        } finally {
            if (taken) {
                channel = opened;
            } else {
                opened.close();
                LOCKED_BY_THIS_PROCESS.remove(lockFile);
            }
        }
        return taken;
    }

    private void freeLock() {
        FileChannel opened = channel;
        if (opened == null) {
            return;
        }
        lock = null;
        channel = null;
        try {
            opened.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot free " + lockFile, e);
        } finally {
            LOCKED_BY_THIS_PROCESS.remove(lockFile);
        }
    }

    private boolean livingMemberListed() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.filter(file -> file.toString().endsWith(".member")).toList();
        }
        boolean living = false;
        for (Path file : files) {
            if (file.equals(ownFile)) {
                continue;
            }
            if (isLiving(file)) {
                living = true;
            } else {
                Files.deleteIfExists(file);
            }
        }
        return living;
    }

    /** In doubt a listed member lives. */
    private boolean isLiving(Path file) throws IOException {
        List<String> fields;
        try {
            fields = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return false;
        }
        if (fields.size() < FIELDS) {
            return true;
        }
        ProcessIdentity listed = new ProcessIdentity(
                fields.get(0), fields.get(1), Long.parseLong(fields.get(2)), Long.parseLong(fields.get(3)));
        if (listed.equals(process)) {
            return true;
        }
        boolean earlierBoot =
                process.provable() && listed.provable() && !listed.bootId().equals(process.bootId());
        return !earlierBoot
                && !witness.hasEnded(listed)
                && ProcessHandle.of(listed.pid()).isPresent();
    }
}
