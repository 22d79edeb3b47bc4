package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The wire version in which to write to each member: one that it speaks (I29). Those listed speak the configuration's; of
 * others it is known in which version they wrote, or were written to while they were listed.
 */
final class WrittenVersions {
    private static final int MAX_STRANGERS = 1_024;

    private final SpokenVersions own;
    private final TreeMap<MemberId, Integer> strangers = new TreeMap<>();

    WrittenVersions(SpokenVersions own) {
        this.own = own;
    }

    /** A member wrote in that version. */
    void heard(MemberId from, int version, @Nullable Configuration<?> installed) {
        if (installed == null || !installed.lists(from)) {
            remember(from, version);
        }
    }

    void installed(@Nullable Configuration<?> before, Configuration<?> now) {
        strangers.keySet().removeIf(now::lists);
        if (before != null) {
            for (Member member : before.members()) {
                if (!now.lists(member.id())) {
                    remember(member.id(), before.wireVersion());
                }
            }
        }
    }

    private void remember(MemberId stranger, int version) {
        if (strangers.size() >= MAX_STRANGERS && !strangers.containsKey(stranger)) {
            strangers.pollFirstEntry();
        }
        strangers.put(stranger, version);
    }

    int to(MemberId member, @Nullable Configuration<?> installed) {
        int highest = installed == null ? own.newest() : Math.min(installed.wireVersion(), own.newest());
        Integer known = installed != null && installed.lists(member) ? null : strangers.get(member);
        return known == null ? highest : Math.min(highest, known);
    }
}
