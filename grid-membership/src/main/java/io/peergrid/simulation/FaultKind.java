package io.peergrid.simulation;

/** The kinds of faults that a {@link FaultPlan} draws. */
public enum FaultKind {
    /** Two groups of hosts that do not hear each other. */
    SYMMETRIC_PARTITION,
    /** One group hears the other but is not heard. */
    ONE_WAY_PARTITION,
    /** Two groups cut apart, with one host that both still see. */
    PARTIAL_PARTITION,
    /** Links cut one by one and mended in another order. */
    SWIZZLE,
    /** A process stops and goes on, as by SIGSTOP or a long collection. */
    PAUSE,
    /** A process ends; the host starts a new one later. */
    CRASH,
    /** A clock runs faster or slower than the others, within the assumed drift. */
    CLOCK_RATE,
    /** A wall clock is set forward or back. */
    WALL_JUMP,
    /** Each task of a process takes long. */
    SLOW_NODE,
    /** The transport reports a broken connection between two that live. */
    FALSE_SUSPICION,
    /** The whole network is bad for a while. */
    BAD_NETWORK
}
