package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a configuration's body means, for the floor that put it there. Pure functions over immutable bodies; every member
 * computes the same.
 */
public interface BodyRules<B> {

    /** The body of epoch 0, founded by these members. */
    B founded(List<Member> founders);

    void encode(B body, WireWriter out);

    B decode(WireReader in);

    /** Writes what turns {@code before} into {@code after}. */
    void encodeDelta(B before, B after, WireWriter out);

    /** Applies what {@link #encodeDelta} wrote. */
    B applyDelta(B before, WireReader in);

    /**
     * The members that lose a role between two bodies: the primary of a slot, or a place in its in-sync set.
     * Acceptance of such a successor waits for their leases or their consent.
     */
    Set<MemberId> losers(B before, B after);

    /** The members that hold any role; each of them is promised a lease wait when promises are inherited (2.5). */
    Set<MemberId> roleHolders(B body);

    /** Whether the member is mentioned at all, as learner or eligible too; who is must not be dropped from the members. */
    boolean mentions(B body, MemberId member);

    /** The leader's proposal: a successor body, or the present one when nothing is to be done. */
    Succession<B> succeed(SuccessionContext<B> context);

    /**
     * @param consents members of which every lost role was offered by themselves in a request (they stopped serving it
     *     before they asked)
     */
    record Succession<B>(B body, Set<MemberId> consents) {}

    /**
     * @param current the configuration to be succeeded
     * @param members of the successor: newcomers in, the dead marked DOWN or gone, leavers marked LEAVING
     * @param dead members whose roles must go to others now: objectively down, or proven dead
     * @param provenDead those of {@code dead} whose process has certainly ended
     * @param attachments what the members of this term's vote attached, by member; empty for a leader that goes on
     *     without a new vote: then nothing may be promoted in place of a dead primary
     * @param requests in order of arrival; a request names the epoch it was made for
     */
    record SuccessionContext<B>(
            Configuration<B> current,
            List<Member> members,
            Set<MemberId> dead,
            Set<MemberId> provenDead,
            Map<MemberId, byte[]> attachments,
            List<BodyRequest> requests) {}

    /** A request of a member to change the body. The meaning of {@code content} is the floor's above. */
    record BodyRequest(MemberId from, long epoch, byte[] content) {}
}
