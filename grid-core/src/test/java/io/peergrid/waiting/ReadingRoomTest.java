package io.peergrid.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadingRoomTest {
    private static final MemberId ANN = new MemberId(1, 1);
    private static final MemberId BOB = new MemberId(2, 2);

    private final List<String> woken = new ArrayList<>();
    private long now = 5;
    private final ReadingRoom room =
            new ReadingRoom((who, number) -> woken.add((who.equals(ANN) ? "ann" : "bob") + number), () -> now);

    @Test
    void whoComesLooksOnceMoreAndThenWaits() {
        come(ANN, 1, "s");
        come(ANN, 1, "s");

        assertThat(woken).containsExactly("ann1");
    }

    @Test
    void anEntryWakesAllWhoWaitForItsStream() {
        settle(ANN, 1, "s");
        settle(BOB, 1, "s", "t");
        settle(BOB, 2, "other");
        room.changed(key("s"));
        assertThat(woken).containsExactlyInAnyOrder("ann1", "bob1");

        woken.clear();
        room.changed(key("t"));
        assertThat(woken).isEmpty();
        come(BOB, 1, "s", "t");
        assertThat(woken).containsExactly("bob1");
    }

    @Test
    void whatIsAddedWhileSomebodyLooksWakesItWhenItComesBack() {
        settle(ANN, 1, "s");
        room.changed(key("s"));
        room.changed(key("s"));
        room.changed(key("s"));
        assertThat(woken).containsExactly("ann1");

        come(ANN, 1, "s");
        assertThat(woken).containsExactly("ann1", "ann1");
        come(ANN, 1, "s");
        assertThat(woken).hasSize(2);
    }

    @Test
    void whoComesAgainMuchLaterLooksOnceMoreForAWakeMayHaveBeenLost() {
        settle(ANN, 1, "s");
        now += TimeUnit.SECONDS.toNanos(2);
        come(ANN, 1, "s");

        assertThat(woken).containsExactly("ann1");
    }

    @Test
    void whoeverGoesIsSilentOrHasLeftIsForgotten() {
        settle(ANN, 1, "s");
        settle(ANN, 2, "s");
        settle(BOB, 1, "s");
        room.went(ANN, new WaitFrame.Over(1));
        room.lookAround(ANN::equals);
        room.changed(key("s"));
        assertThat(woken).containsExactly("ann2");

        now += WaitingRoom.SILENT_NANOS + 1;
        room.lookAround(member -> true);
        room.changed(key("s"));
        assertThat(woken).containsExactly("ann2");
    }

    /** It came and has looked. */
    private void settle(MemberId who, long number, String... keys) {
        come(who, number, keys);
        come(who, number, keys);
        woken.clear();
    }

    private void come(MemberId who, long number, String... keys) {
        List<Key> all = new ArrayList<>();
        for (String key : keys) {
            all.add(key(key));
        }
        room.came(who, new WaitFrame.Await(number, ValueTag.STREAM, all, 0));
    }

    private static Key key(String name) {
        return new Key(0, name.getBytes(StandardCharsets.UTF_8));
    }
}
