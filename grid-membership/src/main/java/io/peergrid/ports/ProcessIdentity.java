package io.peergrid.ports;

/**
 * Names one process for a proof of death (protocol 2.4).
 *
 * @param bootId the kernel's boot id, or empty where there is none
 * @param pidNamespace the pid namespace, or empty
 * @param pid the process id in that namespace
 * @param startTime start time of the process in the kernel's own unit; tells a reused pid from the old process
 */
public record ProcessIdentity(String bootId, String pidNamespace, long pid, long startTime) {
    /** A process of which nobody can prove that it ended. */
    public static final ProcessIdentity UNPROVABLE = new ProcessIdentity("", "", 0, 0);

    public boolean provable() {
        return !bootId.isEmpty();
    }
}
