package io.peergrid.membership;

import java.util.ArrayList;
import java.util.List;

/** Says in words what a successor changes among the members. */
final class Changes {
    private Changes() {}

    static List<String> between(Configuration<?> before, int wireVersion, List<Member> after) {
        List<String> changes = new ArrayList<>();
        for (Member member : after) {
            Member was = before.member(member.id()).orElse(null);
            if (was == null) {
                changes.add(member.name() + " joins");
            } else if (was.status() != member.status()) {
                changes.add(member.name() + phrase(member.status()));
            }
        }
        for (Member member : before.members()) {
            if (after.stream().noneMatch(m -> m.id().equals(member.id()))) {
                changes.add(member.name() + (member.status() == Member.Status.LEAVING ? " has left" : " is removed"));
            }
        }
        if (wireVersion != before.wireVersion()) {
            changes.add("all speak wire version " + wireVersion);
        }
        return changes;
    }

    private static String phrase(Member.Status status) {
        return switch (status) {
            case ACTIVE -> " is back";
            case LEAVING -> " is leaving";
            case DOWN -> " is down";
        };
    }
}
