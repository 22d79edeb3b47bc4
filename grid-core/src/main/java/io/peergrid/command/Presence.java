package io.peergrid.command;

import io.peergrid.ports.MemberId;

/** Which members are known to have left. Thread-safe; never blocks. */
@FunctionalInterface
public interface Presence {

    /**
     * Whether the newest configuration installed here does not list the member, or as found dead, and is not older than one in which it took part.
     *
     * @param epoch of a configuration in which the member took part
     */
    boolean hasLeft(MemberId member, long epoch);
}
