package io.peergrid.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.EntryEvent.Cause;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlotLogTest {
    private final SlotLog log = new SlotLog();
    private long now = TimeUnit.SECONDS.toNanos(100);

    private void add(long seq, String key, Cause cause) {
        long version = Change.ofTerm(3) | seq;
        log.add(new Change(version, new Key(0, key.getBytes(StandardCharsets.UTF_8)), cause, (byte) 0, null), now);
    }

    private static List<String> shown(SlotLog.Due due) {
        return due.changes().stream()
                .map(SlotLog.Kept::change)
                .map(change -> change.seq()
                        + new String(change.key().bytes(), StandardCharsets.UTF_8)
                        + change.cause().name().charAt(0))
                .toList();
    }

    private void seconds(long count) {
        now += TimeUnit.SECONDS.toNanos(count);
    }

    @Test
    void tellsOnceWhatIsCommittedAndNothingElse() {
        add(1, "a", Cause.PUT);
        add(2, "b", Cause.PUT);
        add(4, "a", Cause.REMOVED);
        assertThat(shown(log.takeDue(2))).containsExactly("1aP", "2bP");
        assertThat(shown(log.takeDue(1))).isEmpty();
        assertThat(shown(log.takeDue(3))).isEmpty();
        SlotLog.Due last = log.takeDue(4);
        assertThat(shown(last)).containsExactly("4aR");
        assertThat(last.complete()).isTrue();
    }

    @Test
    void changesOfOneKeyByOneEntryAreOne() {
        add(1, "a", Cause.PUT);
        add(1, "b", Cause.PUT);
        add(1, "a", Cause.DEADLINE);
        add(1, "b", Cause.REMOVED);
        add(2, "a", Cause.DEADLINE);
        assertThat(shown(log.takeDue(9))).containsExactlyInAnyOrder("1aP", "1bR", "2aD");
    }

    @Test
    void whoTakesOverFromADeadPrimaryTellsEverythingItKeeps() {
        add(1, "a", Cause.PUT);
        add(2, "b", Cause.PUT);
        log.trim(1, true, now);
        assertThat(shown(log.takeDue(3))).containsExactly("1aP", "2bP");
    }

    @Test
    void whoTakesOverFromALivingOneTellsTheRestAndEverythingOnceThatDies() {
        add(1, "a", Cause.PUT);
        add(2, "b", Cause.PUT);
        log.toldByOther(1);
        assertThat(shown(log.takeDue(2))).containsExactly("2bP");
        assertThat(shown(log.takeAgain())).containsExactly("1aP", "2bP");
    }

    @Test
    void keepsWhatThePrimaryMayNotHaveToldThoughItIsOld() {
        add(1, "a", Cause.PUT);
        log.trim(1, true, now);
        seconds(7);
        add(2, "a", Cause.PUT);
        log.trim(2, true, now);
        seconds(50);
        log.trim(2, true, now);
        assertThat(shown(log.takeAgain())).isEmpty();
        log.toldByOther(2);
        assertThat(shown(log.takeAgain())).containsExactly("1aP", "2aP");

        add(3, "a", Cause.PUT);
        log.trim(3, true, now);
        log.toldByOther(3);
        assertThat(shown(log.takeAgain())).containsExactly("3aP");
    }

    @Test
    void whatIsNotCommittedOrFromATimeWithoutAMajorityIsKept() {
        add(1, "a", Cause.PUT);
        add(2, "b", Cause.PUT);
        log.trim(1, false, now);
        seconds(100);
        log.trim(1, false, now);
        assertThat(log.bytes()).isPositive();
        log.trim(1, true, now);
        assertThat(shown(log.takeDue(2))).containsExactly("2bP");
        seconds(100);
        log.trim(2, true, now);
        assertThat(log.bytes()).isZero();
    }

    @Test
    void saysThatSomethingIsMissingWhenItHadToGo() {
        for (int i = 1; i <= SlotLog.CHANGES_MAX + 10; i++) {
            add(i, "k", Cause.PUT);
        }
        SlotLog.Due due = log.takeDue(SlotLog.CHANGES_MAX + 10);
        assertThat(due.complete()).isFalse();
        assertThat(due.changes()).hasSize(SlotLog.CHANGES_MAX);

        add(SlotLog.CHANGES_MAX + 11, "k", Cause.PUT);
        assertThat(log.takeDue(SlotLog.CHANGES_MAX + 11).complete()).isTrue();
        log.shrinkTo(0);
        assertThat(log.takeAgain().complete()).isFalse();
    }
}
