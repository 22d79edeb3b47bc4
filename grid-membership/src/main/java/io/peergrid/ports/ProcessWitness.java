package io.peergrid.ports;

/** Proves that a process has ended, where somebody can: on one machine the operating system. Cheap; never blocks for long. */
@FunctionalInterface
public interface ProcessWitness {
    /** A witness that proves nothing, as between machines. */
    ProcessWitness NONE = process -> false;

    /**
     * True only if the process has certainly ended. A stopped or frozen process still exists; a zombie has ended. False
     * when in doubt.
     */
    boolean hasEnded(ProcessIdentity process);
}
