package io.peergrid.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.NearCopies;
import io.peergrid.partition.SlotTable;
import io.peergrid.wire.WireFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a holder does with copies, and when it does without. */
class NearCopiesTest extends TwoDesks {
    @Override
    NearCopies settings() {
        return NearCopies.atMost(100);
    }

    /** As a read finds that there is no copy yet. */
    private void begin() {
        assertThat(values.begin("k", SLOT, KEY)).isNull();
        pass(1);
        exchange();
    }

    private void keep(String value) {
        NearFill<String> fill = values.begin("k", SLOT, KEY);
        assertThat(fill).isNotNull();
        fill.offer(value, 1, -1);
        assertThat(values.get("k")).isEqualTo(value);
    }

    @Test
    void aCopyIsGoodForTheBoundFromWhenItsProofWasAskedFor() {
        begin();
        pass(30);
        long askedAt = clock.nanoTime();
        clock.nanos += TimeUnit.MILLISECONDS.toNanos(60);
        exchange();
        keep("v");
        clock.nanos = askedAt + TimeUnit.MILLISECONDS.toNanos(94);
        assertThat(values.get("k")).isEqualTo("v");
        clock.nanos = askedAt + TimeUnit.MILLISECONDS.toNanos(95);
        assertThat(values.get("k")).isNull();
    }

    @Test
    void whileItIsReadACopyIsProvenAgainAndAgain() {
        begin();
        keep("v");
        for (int i = 0; i < 500; i++) {
            pass(10);
            exchange();
            assertThat(values.get("k")).isEqualTo("v");
        }
        assertThat(values.kept()).isEqualTo(1);
    }

    @Test
    void whoReadsNothingAsksNothing() {
        begin();
        keep("v");
        for (int i = 0; i < 300; i++) {
            pass(10);
            exchange();
        }
        pass(1_500);
        assertThat(toOwner).isEmpty();
        assertThat(values.get("k")).isNull();
        pass(10);
        exchange();
        assertThat(values.get("k")).as("nothing was changed meanwhile").isEqualTo("v");
    }

    @Test
    void anAbsentEntryIsRememberedUntilItIsWritten() {
        begin();
        keepAbsent();
        changed();
        pass(10);
        exchange();
        assertThat(values.get("k")).isNull();
    }

    private void keepAbsent() {
        NearFill<String> fill = values.begin("k", SLOT, KEY);
        assertThat(fill).isNotNull();
        fill.offer(null, 0, -1);
        assertThat(values.get("k")).isSameAs(NearValues.ABSENT);
    }

    @Test
    void aChangeThatWasToldWhileAnAnswerWasUnderWayKeepsItOut() {
        begin();
        NearFill<String> fill = values.begin("k", SLOT, KEY);
        assertThat(fill).isNotNull();
        changed();
        pass(10);
        exchange();
        fill.offer("old", 1, -1);
        assertThat(values.get("k")).isNull();
        keep("new");
    }

    @Test
    void whatThisMemberWroteItDoesNotReadOlder() {
        begin();
        keep("v");
        NearFill<String> fill = values.begin("k", SLOT, KEY);
        assertThat(fill).isNotNull();
        values.changed("k");
        assertThat(values.get("k")).isNull();
        fill.offer("v", 1, -1);
        assertThat(values.get("k")).isNull();
        keep("w");
        holder.slotChanged(SLOT);
        assertThat(values.get("k")).isNull();
    }

    @Test
    void aReadAtTheGridThatFindsAnotherVersionMakesTheCopyGo() {
        begin();
        keep("v");
        values.seen("k", 1);
        assertThat(values.get("k")).isEqualTo("v");
        values.seen("k", 2);
        assertThat(values.get("k")).isNull();
    }

    @Test
    void anAnswerDoesNotCountWhileWhatWasToldBeforeIsMissing() {
        begin();
        keep("v");
        changed();
        pass(30);
        deliver(toOwner, HOLDER, owner);
        List<byte[]> frames = new ArrayList<>(toHolder);
        toHolder.clear();
        assertThat(frames).hasSize(2);
        holder.received(OWNER, frames.get(1));
        pass(70);
        exchange();
        assertThat(values.get("k")).as("proven 101 ms ago").isNull();
        holder.received(OWNER, frames.get(0));
        assertThat(values.get("k")).as("told of at last").isNull();
        keep("w");
    }

    @Test
    void afterAGapEverythingBeginsAnew() {
        begin();
        keep("v");
        changed();
        pass(10);
        toHolder.clear();
        for (int i = 0; i < 60; i++) {
            pass(10);
            exchange();
            boolean proven = i < 9 && "v".equals(values.get("k"));
            assertThat(proven || values.get("k") == null).isTrue();
            values.begin("k", SLOT, KEY);
        }
        keep("w");
    }

    @Test
    void aSlotWithAnotherPrimaryIsAnotherSlot() {
        begin();
        keep("v");
        SlotTable before = led(OWNER, 1);
        install(holder, before, THIRD, 2);
        assertThat(values.get("k")).isNull();
        assertThat(values.begin("k", SLOT, KEY))
                .as("nothing is known of the new primary")
                .isNull();
        install(holder, led(THIRD, 2), OWNER, 3);
        assertThat(values.get("k")).isNull();
        assertThat(values.begin("k", SLOT, KEY))
                .as("nothing is proven in this configuration")
                .isNull();
    }

    @Test
    void anAnswerFromAnotherConfigurationProvesNothing() {
        begin();
        keep("v");
        install(owner, led(OWNER, 1), THIRD, 2);
        for (int i = 0; i < 10; i++) {
            pass(10);
            exchange();
        }
        assertThat(values.get("k")).isNull();
    }

    @Test
    void aSlotThatItsPrimaryHasStoppedToServeIsNotRead() {
        begin();
        keep("v");
        stopped.add(SLOT);
        pass(30);
        exchange();
        assertThat(values.get("k")).isNull();
        keep("w");
        stopped.clear();
        pass(30);
        exchange();
        assertThat(values.get("k")).isEqualTo("w");
    }

    @Test
    void whoHasNoLeaseAnswersNothing() {
        begin();
        keep("v");
        lease = false;
        pass(30);
        deliver(toOwner, HOLDER, owner);
        assertThat(toHolder).isEmpty();
    }

    @Test
    void aCopyExpiresWithItsEntry() {
        begin();
        NearFill<String> fill = values.begin("k", SLOT, KEY);
        assertThat(fill).isNotNull();
        fill.offer("v", 1, 20);
        clock.nanos += TimeUnit.MILLISECONDS.toNanos(19);
        assertThat(values.get("k")).isEqualTo("v");
        clock.nanos += TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(values.get("k")).isNull();
    }

    @Test
    void whenTheMachineWasSuspendedAllCopiesGo() {
        begin();
        keep("v");
        clock.wall += 1_000;
        pass(1);
        assertThat(values.get("k")).isNull();
    }

    @Test
    void aHolderThatTakesNothingIsToldNoMoreThanABound() {
        begin();
        keep("v");
        long told = 0;
        for (int i = 0; i < 100_000; i++) {
            changed();
            if (i % 1_000 == 0) {
                owner.poll(clock.nanoTime(), clock.wallMillis());
                told += toHolder.stream().mapToLong(frame -> frame.length).sum();
                toHolder.clear();
            }
        }
        assertThat(told).isBetween(200_000L, (long) NearStream.UNTAKEN_MAX_BYTES + 10_000);
        for (int i = 0; i < 40; i++) {
            pass(10);
            exchange();
            values.begin("k", SLOT, KEY);
        }
        assertThat(values.get("k")).isNull();
        keep("w");
    }

    @Test
    void oldQuestionsAndAnswersThatComeLateDoNoHarm() {
        begin();
        pass(30);
        byte[] early = toOwner.removeFirst();
        keep("v");
        pass(30);
        exchange();
        changed();
        pass(10);
        exchange();
        owner.received(HOLDER, early);
        exchange();
        assertThat(values.get("k")).isNull();
        keep("w");
    }

    @Test
    void partsOfAStreamMayComeInAnyOrder() {
        Taken taken = new Taken();
        taken.add(10, 5);
        taken.add(15, 5);
        taken.add(30, 1);
        assertThat(taken.upTo()).isZero();
        taken.add(0, 10);
        assertThat(taken.upTo()).isEqualTo(20);
        taken.add(5, 5);
        taken.add(20, 10);
        assertThat(taken.upTo()).isEqualTo(31);
    }

    @Test
    void whatIsNoFrameIsRefusedCleanly() {
        begin();
        changed();
        pass(30);
        deliver(toOwner, HOLDER, owner);
        for (byte[] frame : toHolder) {
            for (int length = 1; length < frame.length; length++) {
                byte[] part = Arrays.copyOf(frame, length);
                assertThatThrownBy(() -> holder.received(OWNER, part)).isInstanceOf(WireFormatException.class);
            }
        }
    }

    @Test
    void aBoundThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> NearCopies.atMost(0)).hasMessageContaining("maxEntries");
        assertThatThrownBy(() -> NearCopies.atMost(1).staleness(Duration.ofMillis(49)))
                .hasMessageContaining("staleness");
        assertThat(NearCopies.atMost(1).staleness()).isEqualTo(Duration.ofMillis(100));
    }
}
