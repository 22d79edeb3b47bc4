package io.peergrid.structure;

import io.peergrid.ports.MemberId;

/** How this member stands in the grid now. Thread-safe; never blocks. */
public interface MemberStanding {

    /** This life of the member. */
    MemberId self();

    /** Of the configuration installed here; -1 if none. */
    long epoch();

    /** Whether this member is in the majority, as far as it may know. */
    boolean holdsLease();
}
