package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * What a majority agreed on for one epoch. Immutable.
 *
 * @param clusterId drawn at the founding; clusters with different ids never exchange data (I26)
 * @param lineage raised by an operator's takeover only
 * @param epoch counts results of agreement, from 0; not to be confused with a term, which counts attempts
 * @param hash SHA-256 over the predecessor's hash and the change that led here
 * @param wireVersion in which its members write to each other; never falls from one epoch to the next (I29)
 * @param members in order of {@link MemberId}, without duplicates
 * @param body what the floors above agreed on with it; immutable
 */
public record Configuration<B>(
        MemberId clusterId, long lineage, long epoch, Digest hash, int wireVersion, List<Member> members, B body) {

    public Configuration {
        members = List.copyOf(members);
    }

    public Optional<Member> member(MemberId id) {
        for (Member member : members) {
            if (member.id().equals(id)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    public boolean lists(MemberId id) {
        return member(id).isPresent();
    }

    /** The members that decide the successor: "a majority of C" means of these. */
    public List<Member> voters() {
        return members.stream().filter(Member::voter).toList();
    }
}
