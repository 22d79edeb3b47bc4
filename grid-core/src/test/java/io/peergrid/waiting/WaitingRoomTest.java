package io.peergrid.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private static final MemberId A = new MemberId(1, 1);
    private static final MemberId B = new MemberId(2, 2);
    private static final Key KEY = new Key(0, "queue".getBytes(StandardCharsets.UTF_8));
    private static final Key OTHER = new Key(0, "another".getBytes(StandardCharsets.UTF_8));
    private static final long SECOND = 1_000_000_000L;

    private final List<Long> woken = new ArrayList<>();
    private final Map<Key, Integer> counts = new HashMap<>();
    private long now = -5 * SECOND;
    private final WaitingRoom room = new WaitingRoom(
            (type, key) -> type == ValueTag.LIST ? counts.getOrDefault(key, 0) : 0,
            (who, number) -> woken.add(number),
            () -> now);

    @Test
    void whoWaitsLongestIsWokenFirst() {
        come(A, 1, 10);
        come(B, 2, 30);
        come(A, 3, 20);

        push(1);
        assertThat(woken).containsExactly(2L);
        push(2);
        assertThat(woken).containsExactly(2L, 3L, 1L);
    }

    @Test
    void whoComesToElementsIsWokenAtOnce() {
        counts.put(KEY, 1);
        come(A, 1, 0);
        come(B, 2, 0);

        assertThat(woken).containsExactly(1L);
    }

    @Test
    void whoWasWokenInVainKeepsItsPlace() {
        come(A, 1, 20);
        come(B, 2, 10);
        push(1);
        counts.put(KEY, 0);
        come(A, 1, 21);

        push(1);
        assertThat(woken).containsExactly(1L, 1L);
    }

    @Test
    void theNextIsWokenWhenThereIsMoreThanTheFirstTook() {
        come(A, 1, 20);
        come(B, 2, 10);
        push(1);
        push(1);
        assertThat(woken).containsExactly(1L, 2L);

        come(A, 3, 0);
        counts.put(KEY, 2);
        room.went(A, new WaitFrame.Over(1));
        assertThat(woken).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whoIsSilentIsPassedOver() {
        come(A, 1, 20);
        now += 6 * SECOND;
        come(B, 2, 0);
        now += 2 * SECOND;

        push(1);
        assertThat(woken).containsExactly(2L);
    }

    @Test
    void whoDiesAfterItWasWokenIsNotWaitedForLong() {
        come(A, 1, 20);
        come(B, 2, 10);
        push(1);
        assertThat(woken).containsExactly(1L);

        now += 2 * SECOND;
        come(B, 2, 12);
        assertThat(woken).containsExactly(1L, 2L);
    }

    @Test
    void whoLeftIsNotWoken() {
        come(A, 1, 0);
        room.went(A, new WaitFrame.Over(1));

        push(1);
        room.lookAround(member -> true);
        assertThat(woken).isEmpty();
    }

    @Test
    void aNewOwnerWakesForWhatIsThere() {
        come(A, 1, 0);
        counts.put(KEY, 1);
        room.lookAround(member -> true);

        assertThat(woken).containsExactly(1L);
    }

    @Test
    void framesAreReadAsWrittenAndNothingElseIs() {
        List<WaitFrame> frames = List.of(
                new WaitFrame.Await(7, ValueTag.LIST, List.of(KEY, OTHER), 5),
                new WaitFrame.Over(7),
                new WaitFrame.Wake(1L << 40));
        for (WaitFrame frame : frames) {
            byte[] bytes = frame.toBytes();
            assertThat(WaitFrame.read(bytes)).isEqualTo(frame);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> WaitFrame.read(cut)).isInstanceOf(WireFormatException.class);
            }
        }
        assertThatThrownBy(() -> WaitFrame.read(new byte[] {0x43, 1, 1})).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> WaitFrame.read(new byte[] {0x42, 2, 1})).isInstanceOf(WireFormatException.class);
    }

    @Test
    void whoWaitsForSeveralKeysIsWokenOnceByWhicheverHasSomethingFirst() {
        room.came(A, new WaitFrame.Await(1, ValueTag.LIST, List.of(KEY, OTHER, KEY), 2 * SECOND));
        room.came(B, new WaitFrame.Await(2, ValueTag.LIST, List.of(OTHER), SECOND));

        push(OTHER, 1);
        push(KEY, 1);
        assertThat(woken).containsExactly(1L);
        counts.put(OTHER, 0);
        room.went(A, new WaitFrame.Over(1));
        assertThat(woken).containsExactly(1L);
        push(OTHER, 1);
        assertThat(woken).containsExactly(1L, 2L);
    }

    @Test
    void whoWaitsForAnotherTypeIsNotWoken() {
        room.came(A, new WaitFrame.Await(1, ValueTag.SORTED_SET, List.of(KEY), 0));

        push(1);
        room.changed(ValueTag.SORTED_SET, KEY);
        room.lookAround(member -> true);
        assertThat(woken).isEmpty();
    }

    @Test
    void whoseMemberHasLeftIsPassedOver() {
        come(A, 1, 20);
        come(B, 2, 10);
        room.lookAround(B::equals);

        push(1);
        assertThat(woken).containsExactly(2L);
    }

    @Test
    void whoAsksAgainLateKeepsItsPlace() {
        come(A, 1, 2);
        now += SECOND;
        come(B, 2, 2);
        now += 2 * SECOND;
        come(A, 1, 1);

        push(1);
        assertThat(woken).containsExactly(1L);
    }

    @Test
    void beyondItsBoundNobodyIsTakenInButAllAreToldWhatIsThere() {
        for (int i = 0; i < WaitingRoom.MOST; i++) {
            come(A, i, 0);
        }
        come(B, -1, 10);
        assertThat(woken).isEmpty();

        counts.put(KEY, 1);
        come(B, -1, 10);
        assertThat(woken).containsExactly(-1L);
        push(1);
        assertThat(woken).hasSize(3).doesNotHaveDuplicates();
    }

    private void come(MemberId who, long number, long waitedSeconds) {
        room.came(who, new WaitFrame.Await(number, ValueTag.LIST, List.of(KEY), waitedSeconds * SECOND));
    }

    private void push(int count) {
        push(KEY, count);
    }

    private void push(Key key, int count) {
        counts.merge(key, count, Integer::sum);
        room.changed(ValueTag.LIST, key);
    }
}
