package io.peergrid.transport.process;

import io.peergrid.ports.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out who this process is. */
public final class ProcessIdentities {
    private static final Path PROC = Path.of("/proc");

    private ProcessIdentities() {}

    /** This process; {@link ProcessIdentity#UNPROVABLE} where the system does not tell (anything but Linux). */
    public static ProcessIdentity current() {
        try {
            long pid = ProcessHandle.current().pid();
            ProcStat stat = ProcStat.read(PROC, pid);
            if (stat != null && showsOwnNamespace(PROC)) {
                return new ProcessIdentity(bootId(PROC), pidNamespace(PROC), pid, stat.startTime());
            }
        } catch (IOException | RuntimeException e) {
            // No such files: another system, or one that hides them.
        }
        return ProcessIdentity.UNPROVABLE;
    }

    /** A process can be in one pid namespace and see the processes of another; what it sees proves nothing then. */
    static boolean showsOwnNamespace(Path proc) throws IOException {
        return Files.readSymbolicLink(proc.resolve("self"))
                .toString()
                .equals(Long.toString(ProcessHandle.current().pid()));
    }

    static String bootId(Path proc) throws IOException {
        return Files.readString(proc.resolve("sys/kernel/random/boot_id")).trim();
    }

    static String pidNamespace(Path proc) throws IOException {
        return Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
    }
}
