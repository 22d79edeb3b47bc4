package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.transport.process.LinuxProcessWitness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which the members of one cluster, user and machine find each other: one file a member and a lock
 * file. Processes that cannot reach each other's loopback address (containers that share a disk) have directories of
 * their own. Thread-safe, also between processes.
 */
final class LocalDirectory {
    private static final String SUFFIX = ".member";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final ProcessWitness witness = LinuxProcessWitness.create();

    private LocalDirectory(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException with a text for the user, if the directory cannot be used or belongs to somebody else */
    static LocalDirectory open(Path base, String clusterName) throws IOException {
        Path user = base.resolve("peergrid-" + readable(System.getProperty("user.name", "user")));
        makePrivate(user);
        Path cluster =
                user.resolve(digest(loopbackIdentity())).resolve(readable(clusterName) + '-' + digest(clusterName));
        Files.createDirectories(cluster);
        return new LocalDirectory(cluster);
    }

    /** A held lock; closing releases it, as the end of the process does. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes the lock of the cluster, against other processes and other members of this process.
     *
     * @return null if it was not free in time, as when its holder is frozen
     */
    @Nullable
    Held lock(long waitNanos) throws IOException {
        return LocalLock.of(directory.resolve("lock")).take(waitNanos);
    }

    /** Writes or replaces a member's file; readers see the old or the new one, never a part. */
    void write(LocalEntry entry) throws IOException {
        Path file = file(entry.member());
        Path next = directory.resolve(entry.member() + ".next");
        Files.writeString(next, entry.toLine() + '\n', StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(MemberId member) throws IOException {
        Files.deleteIfExists(file(member));
    }

    /** The members whose processes have not certainly ended, by incarnation; files of the others are removed. */
    List<LocalEntry> living() throws IOException {
        List<LocalEntry> living = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                LocalEntry entry = read(file);
                if (entry != null && hasEnded(entry.process())) {
                    Files.deleteIfExists(file);
                } else if (entry != null) {
                    living.add(entry);
                }
            }
        }
        living.sort(Comparator.comparing(LocalEntry::member));
        return living;
    }

    /** What a member says about itself; null without a file. */
    @Nullable
    LocalEntry find(MemberId member) throws IOException {
        return read(file(member));
    }

    private static @Nullable LocalEntry read(Path file) throws IOException {
        try {
            return LocalEntry.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // Written by nobody we know: it stands for no member.
            return null;
        }
    }

    private boolean hasEnded(ProcessIdentity process) {
        if (process.provable()) {
            return witness.hasEnded(process);
        }
        // Without the kernel's word on the start time a reused process id keeps a file alive; it never voids a live
        // one.
        return process.pid() > 0 && ProcessHandle.of(process.pid()).isEmpty();
    }

    private Path file(MemberId member) {
        return directory.resolve(member + SUFFIX);
    }

    private static void makePrivate(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            checkPrivate(directory);
        } catch (UnsupportedOperationException e) {
            Files.createDirectories(directory);
        }
    }

    private static void checkPrivate(Path directory) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException e) {
            return;
        }
        boolean writableByOthers = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        if (!attributes.isDirectory() || writableByOthers || !attributes.owner().equals(thisUser(directory))) {
            throw new IOException(directory + " is not a private directory of this user: remove it or set another"
                    + " java.io.tmpdir");
        }
    }

    private static UserPrincipal thisUser(Path directory) throws IOException {
        Path ownProcess = Path.of("/proc/self");
        return Files.exists(ownProcess)
                ? Files.getOwner(ownProcess)
                : directory
                        .getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /** Processes with the same answer share a loopback address and know each other's process ids. */
    private static String loopbackIdentity() {
        return link("/proc/self/ns/net") + link("/proc/self/ns/pid");
    }

    private static String link(String path) {
        try {
            return Files.readSymbolicLink(Path.of(path)).toString();
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private static String readable(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
        return plain.substring(0, Math.min(40, plain.length()));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
