package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as every operation sees it. Immutable; replaced when all slots have been switched to it.
 *
 * @param epoch installed; -1 before the first
 * @param members everybody listed
 * @param minInSync effective
 */
record View(
        long epoch,
        Set<MemberId> members,
        int minInSync,
        @Nullable SlotTable table) {
    static final View NONE = new View(-1, Set.of(), 1, null);

    static View of(Configuration<SlotTable> configuration, ReplicationSettings settings) {
        Set<MemberId> members = new HashSet<>();
        for (Member member : configuration.members()) {
            members.add(member.id());
        }
        int minInSync = settings.policy().effectiveMinInSync(configuration.members());
        return new View(configuration.epoch(), Set.copyOf(members), minInSync, configuration.body());
    }
}
