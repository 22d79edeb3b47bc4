package io.peergrid.membership;

import io.peergrid.ports.MemberId;

/**
 * A message with what each one carries.
 *
 * @param clusterId of the sender's configuration, or {@link #NO_CLUSTER}
 * @param epoch of the sender's installed configuration, or -1
 * @param hash of the sender's installed configuration, or {@link Digest#NONE}
 */
record MembershipFrame(
        MemberId clusterId,
        long lineage,
        MemberId sender,
        MemberId receiver,
        long epoch,
        Digest hash,
        MembershipMessage message) {
    static final MemberId NO_CLUSTER = new MemberId(0, 0);
}
