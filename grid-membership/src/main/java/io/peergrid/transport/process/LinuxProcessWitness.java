package io.peergrid.transport.process;

import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Asks the Linux kernel, by {@code /proc}. Proves only what this kernel, since it started, knows of processes in this
 * process's own pid namespace; each proof is one read of a small file.
 */
public final class LinuxProcessWitness implements ProcessWitness {
    private static final Pattern HIDDEN = Pattern.compile("\\bhidepid=(?!0\\b|off\\b)");

    private final Path proc;
    private final String bootId;
    private final String pidNamespace;

    LinuxProcessWitness(Path proc) throws IOException {
        this.proc = proc;
        bootId = ProcessIdentities.bootId(proc);
        pidNamespace = ProcessIdentities.pidNamespace(proc);
        if (hidesProcesses(proc) || !ProcessIdentities.showsOwnNamespace(proc)) {
            throw new IOException("processes may be hidden here, so a missing one may live");
        }
    }

    /** A witness for this machine; {@link ProcessWitness#NONE} where there is no such proof. */
    public static ProcessWitness create() {
        try {
            return new LinuxProcessWitness(Path.of("/proc"));
        } catch (IOException | RuntimeException e) {
            return NONE;
        }
    }

    @Override
    public boolean hasEnded(ProcessIdentity process) {
        if (!process.provable()
                || !process.bootId().equals(bootId)
                || !process.pidNamespace().equals(pidNamespace)) {
            return false;
        }
        try {
            ProcStat stat = ProcStat.read(proc, process.pid());
            return stat == null || stat.startTime() != process.startTime() || stat.ended();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hidesProcesses(Path proc) throws IOException {
        List<String> mounts = Files.readAllLines(proc.resolve("self/mounts"));
        return mounts.stream().filter(line -> line.contains(" /proc proc ")).anyMatch(line -> HIDDEN.matcher(line)
                .find());
    }
}
