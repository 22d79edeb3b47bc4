package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Set;

/** The local member's side of its roles. Called on the membership thread only; must not block. */
public interface RoleHolder<B> {

    /**
     * Called before this member accepts a successor that takes roles from it. Stops serving those that can be given up
     * at once: a place in an in-sync set, or a primary role this member itself asked to hand over. What was given up
     * stays so until a higher epoch is installed.
     *
     * @return true if this member no longer serves any role the successor takes from it: its consent
     */
    boolean relinquish(Configuration<B> current, Configuration<B> successor);

    /** What a vote carries along: this member's positions in the slots of the suspects. */
    byte[] attachment(Configuration<B> current, Set<MemberId> suspects);

    /** A configuration is installed; {@code before} is null for the first one. The epoch may have skipped. */
    void installed(@org.jspecify.annotations.Nullable Configuration<B> before, Configuration<B> now);
}
