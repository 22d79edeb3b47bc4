package io.peergrid.command;

import io.peergrid.ports.MemberId;

/** Which members are known to have left. Thread-safe; never blocks. */
@FunctionalInterface
public interface Presence {

    /**
     * Whether the newest configuration installed here does not list the member and is not older than one that did.
     *
     * @param epoch of a configuration that listed the member
     */
    boolean hasLeft(MemberId member, long epoch);
}
