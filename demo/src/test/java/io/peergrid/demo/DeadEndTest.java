package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.GridMember;
import io.peergrid.GridTopology;
import io.peergrid.GridTopology.MemberShare;
import io.peergrid.GridTopology.SlotRange;
import io.peergrid.GridTopology.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadEndTest {
    @Test
    void letsOneOfThreeBeKilledPausedAndStopped() {
        GridTopology three = grid(3);

        assertThat(DeadEnd.ofKill(three, Set.of(), "n2")).isEmpty();
        assertThat(DeadEnd.ofPause(three, Set.of(), "n2")).isEmpty();
        assertThat(DeadEnd.ofStop(three, Set.of(), "n2")).isEmpty();
    }

    @Test
    void letsOneOfTwoBeKilledForItsDeathIsProven() {
        assertThat(DeadEnd.ofKill(grid(2), Set.of(), "n2")).isEmpty();
    }

    @Test
    void warnsOfAPauseThatLeavesHalfOfTheVotes() {
        assertThat(DeadEnd.ofPause(grid(2), Set.of(), "n2"))
                .hasValueSatisfying(text -> assertThat(text).contains("1 of 2 votes", "add a member first"));
    }

    @Test
    void warnsOfTheLastMember() {
        assertThat(DeadEnd.ofKill(grid(1), Set.of(), "n1"))
                .hasValueSatisfying(text -> assertThat(text).contains("last member"));
        assertThat(DeadEnd.ofStop(grid(1), Set.of(), "n1"))
                .hasValueSatisfying(text -> assertThat(text).contains("last member"));
    }

    @Test
    void warnsOfAKillBesideAPausedMember() {
        assertThat(DeadEnd.ofKill(grid(3), Set.of("n3"), "n2"))
                .hasValueSatisfying(text -> assertThat(text).contains("1 of 3 votes", "resume what is paused"));
    }

    @Test
    void warnsWhileTheVictimHoldsTheOnlyCopy() {
        GridMember n1 = member("n1");
        GridMember n2 = member("n2");
        GridMember n3 = member("n3");
        GridTopology topology = topology(
                List.of(n1, n2, n3),
                List.of(
                        new SlotRange(0, 9, n2, List.of(), List.of(n3)),
                        new SlotRange(10, 15, n1, List.of(n2), List.of())));

        assertThat(DeadEnd.ofKill(topology, Set.of(), "n2"))
                .hasValueSatisfying(text -> assertThat(text).contains("only running copy of 10 slots"));
    }

    @Test
    void warningsFitInto80Columns() {
        List<String> lines = new ArrayList<>();
        DeadEnd.ofKill(grid(3), Set.of("n3"), "n2")
                .ifPresent(text -> lines.addAll(text.lines().toList()));
        DeadEnd.ofPause(grid(2), Set.of(), "n2")
                .ifPresent(text -> lines.addAll(text.lines().toList()));
        DeadEnd.ofStop(grid(3), Set.of("n3"), "n2")
                .ifPresent(text -> lines.addAll(text.lines().toList()));

        assertThat(lines).isNotEmpty().allMatch(line -> line.length() <= Screen.WIDTH - 2);
    }

    private static GridTopology grid(int size) {
        List<GridMember> members = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            members.add(member("n" + i));
        }
        List<GridMember> backup = size == 1 ? List.of() : List.of(members.get(1));
        return topology(members, List.of(new SlotRange(0, 15, members.get(0), backup, List.of())));
    }

    private static GridTopology topology(List<GridMember> members, List<SlotRange> slots) {
        List<MemberShare> shares = members.stream()
                .map(member -> new MemberShare(member, Status.ACTIVE, "", true, true, 0, 0, 0))
                .toList();
        return new GridTopology("demo", "", 1, 1, members.get(0), members.get(0), 16, 2, shares, slots);
    }

    private static GridMember member(String name) {
        return new GridMember(name, name, "host", "", "127.0.0.1:1", 1);
    }
}
