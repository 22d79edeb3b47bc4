package io.peergrid.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private static final MemberId A = new MemberId(1, 1);
    private static final MemberId B = new MemberId(2, 2);
    private static final Key KEY = new Key(0, "queue".getBytes(StandardCharsets.UTF_8));
    private static final long SECOND = 1_000_000_000L;

    private final List<Long> woken = new ArrayList<>();
    private int elements;
    private long now = -5 * SECOND;
    private final WaitingRoom room =
            new WaitingRoom((slot, key) -> elements, (who, number) -> woken.add(number), () -> now);

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
        elements = 1;
        come(A, 1, 0);
        come(B, 2, 0);

        assertThat(woken).containsExactly(1L);
    }

    @Test
    void whoWasWokenInVainKeepsItsPlace() {
        come(A, 1, 20);
        come(B, 2, 10);
        push(1);
        elements = 0;
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
        elements = 2;
        room.went(A, new WaitFrame.Over(1, KEY));
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
        room.went(A, new WaitFrame.Over(1, KEY));

        push(1);
        room.lookAround();
        assertThat(woken).isEmpty();
    }

    @Test
    void aNewOwnerWakesForWhatIsThere() {
        come(A, 1, 0);
        elements = 1;
        room.lookAround();

        assertThat(woken).containsExactly(1L);
    }

    @Test
    void framesAreReadAsWrittenAndNothingElseIs() {
        List<WaitFrame> frames =
                List.of(new WaitFrame.Await(7, 42, KEY, 5), new WaitFrame.Over(7, KEY), new WaitFrame.Wake(1L << 40));
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

    private void come(MemberId who, long number, long waitedSeconds) {
        room.came(who, new WaitFrame.Await(number, 0, KEY, waitedSeconds * SECOND));
    }

    private void push(int count) {
        elements += count;
        room.changed(KEY);
    }
}
