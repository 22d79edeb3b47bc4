package io.peergrid.testkit.exploration;

import io.peergrid.membership.AgreementWindow;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.CopyWindow;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Short names for what a schedule tells. */
final class Texts {
    private Texts() {}

    static String names(Collection<MemberId> members) {
        StringBuilder text = new StringBuilder();
        members.forEach(id -> text.append(Setting.name(Setting.index(id))));
        return text.isEmpty() ? "-" : text.toString();
    }

    private static String name(@Nullable MemberId id) {
        return id == null ? "-" : Setting.name(Setting.index(id));
    }

    static String assignment(Configuration<SlotTable> configuration) {
        SlotAssignment first = configuration.body().assignment(0);
        StringBuilder text = new StringBuilder("primary " + name(first.primary()) + " (slotTerm " + first.slotTerm()
                + "), in sync " + names(first.inSync()));
        if (!first.eligible().isEmpty()) {
            text.append(", eligible ").append(names(first.eligible()));
        }
        if (!first.learners().isEmpty()) {
            text.append(", learners ").append(names(first.learners()));
        }
        if (first.heir() != null) {
            text.append(", heir ").append(name(first.heir()));
        }
        for (Member member : configuration.members()) {
            if (member.status() != Member.Status.ACTIVE) {
                text.append(", ").append(member.name()).append(' ').append(member.status());
            }
        }
        return text + ", voters "
                + names(configuration.voters().stream().map(Member::id).toList());
    }

    static String frame(Frames.Frame frame) {
        int kind = frame.bytes()[0] & 0xff;
        return Setting.name(frame.from()) + " to " + Setting.name(frame.to()) + ": "
                + (kind < 0x20 ? AgreementWindow.describe(frame.bytes()) : CopyWindow.describe(frame.bytes()));
    }
}
