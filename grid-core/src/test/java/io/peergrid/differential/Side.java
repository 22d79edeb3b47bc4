package io.peergrid.differential;

import java.util.List;

/** One of the two that are compared. */
interface Side {

    /** Forgets all keys. */
    void reset();

    /** Executes a command and returns its reply in the form of {@link Reply}. */
    String call(List<byte[]> command);
}
