package io.peergrid.bench.harness;

import java.util.List;

/** A system that takes part. Has a public constructor without parameters; lives in a process of its own. */
public interface Contestant {

    /** What it is, with its version. */
    String title();

    /** How many processes the runner starts for it; the first one drives the load. */
    int processes();

    /** JVM options that its own documentation asks for. */
    default List<String> jvmOptions() {
        return List.of();
    }

    /** Starts this process's member. Returns when it can be used, not when all are there. */
    Member start(Seat seat) throws Exception;
}
