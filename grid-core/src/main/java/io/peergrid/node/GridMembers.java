package io.peergrid.node;

import io.peergrid.GridMember;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Members as the API shows them. */
final class GridMembers {
    private GridMembers() {}

    static GridMember of(Member member) {
        return new GridMember(
                member.id().toString(),
                member.name(),
                member.host(),
                member.zone(),
                member.address(),
                member.process().pid());
    }

    static List<GridMember> of(Collection<Member> members) {
        return members.stream().map(GridMembers::of).toList();
    }

    /** All that a configuration lists. */
    static Set<MemberId> ids(Configuration<?> configuration) {
        return configuration.members().stream().map(Member::id).collect(Collectors.toSet());
    }

    /** As listed, or by the id alone. */
    static GridMember of(Configuration<?> configuration, MemberId id) {
        return configuration.member(id).map(GridMembers::of).orElseGet(() -> unlisted(id));
    }

    /** By the id alone. */
    static GridMember unlisted(MemberId id) {
        return new GridMember(id.toString(), "", "", "", "", 0);
    }

    /** Those that are listed and not as found dead. */
    static Set<MemberId> takingPart(Configuration<?> configuration) {
        return configuration.members().stream()
                .map(Member::id)
                .filter(member -> takesPart(configuration, member))
                .collect(Collectors.toSet());
    }

    /** Whether a configuration lists a member and not as found dead. */
    static boolean takesPart(Configuration<?> configuration, MemberId id) {
        return configuration
                .member(id)
                .filter(member -> member.status() != Member.Status.DOWN)
                .isPresent();
    }
}
