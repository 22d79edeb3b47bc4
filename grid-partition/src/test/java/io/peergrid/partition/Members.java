package io.peergrid.partition;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Digest;
import io.peergrid.membership.Member;
import io.peergrid.membership.SpokenVersions;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import java.util.ArrayList;
import java.util.List;

/** Members and configurations for tests. */
final class Members {
    private Members() {}

    static MemberId id(int number) {
        return new MemberId((long) number << 32, number);
    }

    static Member member(int number) {
        return member(number, "host", "", 1);
    }

    static Member member(int number, String host, String zone, int weight) {
        return new Member(
                id(number),
                "m" + number,
                host,
                zone,
                "",
                weight,
                true,
                true,
                Member.Status.ACTIVE,
                ProcessIdentity.UNPROVABLE,
                SpokenVersions.ofThisCode(""));
    }

    /** Members 1 to {@code count}. */
    static List<Member> members(int count) {
        List<Member> members = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            members.add(member(number));
        }
        return members;
    }

    static Configuration<SlotTable> configuration(long epoch, List<Member> members, SlotTable table) {
        return new Configuration<>(id(99), 0, epoch, Digest.NONE, 1, members, table);
    }
}
