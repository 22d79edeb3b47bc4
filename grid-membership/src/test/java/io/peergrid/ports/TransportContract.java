package io.peergrid.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.peergrid.ports.Transport.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Transport} promises. Implementations run all of it. */
public abstract class TransportContract {

    /** What one member got. */
    protected static final class Inbox implements Transport.Listener {
        public record Frame(MemberId from, Lane lane, byte[] bytes) {}

        private final List<Frame> frames = new CopyOnWriteArrayList<>();
        private final List<MemberId> appeared = new CopyOnWriteArrayList<>();
        private final List<MemberId> disappeared = new CopyOnWriteArrayList<>();

        @Override
        public void received(MemberId from, Lane lane, byte[] frame) {
            frames.add(new Frame(from, lane, frame));
        }

        @Override
        public void appeared(MemberId peer) {
            appeared.add(peer);
        }

        @Override
        public void disappeared(MemberId peer) {
            disappeared.add(peer);
        }
    }

    /** A member of the one cluster of the test, not started. */
    protected abstract Transport create();

    /** Lets the world go on until the condition holds; fails if it does not within a time that suits it. */
    protected abstract void await(String what, BooleanSupplier condition);

    /** Lets the world go on for long enough that whatever was sent would have arrived. */
    protected abstract void settle();

    private Inbox start(Transport transport) {
        Inbox inbox = new Inbox();
        transport.start(inbox);
        return inbox;
    }

    private void awaitEachOther(Transport... transports) {
        await("all see all", () -> Arrays.stream(transports)
                .allMatch(transport -> transport.reachable().size() == transports.length - 1));
    }

    @ParameterizedTest
    @EnumSource
    void deliversAFrameWithItsSenderAndLaneToTheAddressedMemberOnly(Lane lane) {
        Transport a = create();
        Transport b = create();
        Transport c = create();
        Inbox atA = start(a);
        Inbox atB = start(b);
        Inbox atC = start(c);
        awaitEachOther(a, b, c);

        a.send(b.self(), lane, new byte[] {1, 2, 3});

        await("the frame", () -> !atB.frames.isEmpty());
        settle();
        assertThat(atB.frames).hasSize(1);
        assertThat(atB.frames.get(0).from()).isEqualTo(a.self());
        assertThat(atB.frames.get(0).lane()).isEqualTo(lane);
        assertThat(atB.frames.get(0).bytes()).containsExactly(1, 2, 3);
        assertThat(atA.frames).isEmpty();
        assertThat(atC.frames).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deliversALargeFrameWhole(Lane lane) {
        Transport a = create();
        Transport b = create();
        start(a);
        Inbox atB = start(b);
        awaitEachOther(a, b);
        byte[] large = new byte[1 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ((i * 31) >> 5);
        }

        a.send(b.self(), lane, large.clone());

        await("the frame", () -> !atB.frames.isEmpty());
        assertThat(atB.frames.get(0).lane()).isEqualTo(lane);
        assertThat(atB.frames.get(0).bytes()).isEqualTo(large);
    }

    @Test
    void deliversFramesOfAllSizesOnceEach() {
        Transport a = create();
        Transport b = create();
        start(a);
        Inbox atB = start(b);
        awaitEachOther(a, b);
        int[] sizes = {0, 1, 127, 128, 32_757, 32_767, 32_768, 32_769, 65_536, 100_000, 262_144, 300_001};

        for (int size : sizes) {
            a.send(b.self(), Lane.DATA, new byte[size]);
        }

        await("all frames", () -> atB.frames.size() >= sizes.length);
        settle();
        assertThat(atB.frames.stream().mapToInt(frame -> frame.bytes().length).sorted())
                .containsExactly(Arrays.stream(sizes).sorted().boxed().toArray(Integer[]::new));
    }

    @Test
    void deliversManyFramesBothWays() {
        Transport a = create();
        Transport b = create();
        Inbox atA = start(a);
        Inbox atB = start(b);
        awaitEachOther(a, b);

        IntStream.range(0, 2_000).forEach(i -> {
            a.send(b.self(), Lane.DATA, new byte[500]);
            b.send(a.self(), Lane.DATA, new byte[500]);
        });

        await("all frames", () -> atA.frames.size() == 2_000 && atB.frames.size() == 2_000);
    }

    @Test
    void deliversToItself() {
        Transport a = create();
        Inbox atA = start(a);

        a.send(a.self(), Lane.DATA, new byte[] {9});

        await("the frame", () -> atA.frames.size() == 1);
        assertThat(atA.frames.get(0).from()).isEqualTo(a.self());
    }

    @Test
    void dropsAFrameForAnUnknownMember() {
        Transport a = create();
        Inbox atA = start(a);

        assertThatCode(() -> a.send(new MemberId(1, 2), Lane.DATA, new byte[10]))
                .doesNotThrowAnyException();

        settle();
        assertThat(atA.frames).isEmpty();
    }

    @Test
    void dropsAFrameForALifeThatHasEnded() {
        Transport a = create();
        Transport b = create();
        start(a);
        start(b);
        awaitEachOther(a, b);
        b.close();
        await("b is gone", () -> a.reachable().isEmpty());
        Transport next = create();
        Inbox atNext = start(next);
        awaitEachOther(a, next);

        assertThatCode(() -> a.send(b.self(), Lane.DATA, new byte[10])).doesNotThrowAnyException();

        settle();
        assertThat(atNext.frames).isEmpty();
    }

    @Test
    void dropsWhatIsSentBeforeTheStartOrAfterTheClose() {
        Transport a = create();
        Transport b = create();
        Inbox atB = start(b);
        assertThatCode(() -> a.send(b.self(), Lane.CONTROL, new byte[1])).doesNotThrowAnyException();
        start(a);
        awaitEachOther(a, b);
        a.close();

        assertThatCode(() -> a.send(b.self(), Lane.DATA, new byte[1])).doesNotThrowAnyException();
        assertThatCode(() -> a.send(a.self(), Lane.DATA, new byte[1])).doesNotThrowAnyException();
        assertThatCode(a::close).doesNotThrowAnyException();

        settle();
        assertThat(atB.frames).isEmpty();
    }

    @Test
    void tellsWhoAppearsAndWhoDisappears() {
        Transport a = create();
        Transport b = create();
        Inbox atA = start(a);
        Inbox atB = start(b);

        await("hints", () -> atA.appeared.contains(b.self()) && atB.appeared.contains(a.self()));
        assertThat(a.reachable()).isEqualTo(Set.of(b.self()));
        b.close();

        await("the hint", () -> atA.disappeared.contains(b.self()));
        await("b is gone", () -> a.reachable().isEmpty());
        assertThat(atA.appeared).doesNotContain(a.self());
    }
}
