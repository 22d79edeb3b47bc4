package io.peergrid.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two halves of a link, with a network between them that does what it likes. */
class LinkTest {
    private final AtomicLong sessions = new AtomicLong();
    private final LinkSender sender = new LinkSender(sessions::incrementAndGet, Links::gap);
    private LinkReceiver receiver = new LinkReceiver();
    private final List<byte[]> got = new ArrayList<>();
    private long now;

    private static byte[] item(int number, int size) {
        return ByteBuffer.allocate(Math.max(5, size))
                .put((byte) 63)
                .putInt(number)
                .array();
    }

    private static int number(byte[] item) {
        return ByteBuffer.wrap(item).getInt(1);
    }

    private List<LinkItem> message(int number, int size) {
        return sender.add(new LinkItem(LinkItem.Kind.MESSAGE, item(number, size), null), now);
    }

    private void open() {
        exchange();
        sender.greet(List.of());
    }

    /** Everything that can be sent is sent, and answered. */
    private void exchange() {
        for (LinkFrame frame = sender.next(now); frame != null; frame = sender.next(now)) {
            deliver(frame);
        }
    }

    private void deliver(LinkFrame frame) {
        LinkFrame read = LinkFrame.read(frame.toBytes());
        LinkFrame.Ack ack = read instanceof LinkFrame.Probe probe
                ? receiver.probed(probe)
                : receiver.take((LinkFrame.Items) read, got::add);
        if (ack != null) {
            var arrived = sender.acknowledged(ack, now);
            var lost = sender.unknown(ack, now);
            assertThat(arrived.size() * lost.size()).isZero();
        }
    }

    private List<Integer> numbers() {
        return got.stream().filter(item -> item[0] == 63).map(LinkTest::number).toList();
    }

    private int missing() {
        return got.stream()
                .filter(item -> item[0] == Links.GAP)
                .mapToInt(item -> new WireReader(item, 1, item.length - 1).varInt())
                .sum();
    }

    @Test
    void greetingComesFirst() {
        message(1, 10);
        exchange();
        assertThat(got).isEmpty();
        assertThat(sender.isToGreet()).isTrue();
        sender.greet(List.of(new LinkItem(LinkItem.Kind.STANDING, item(0, 10), null)));
        exchange();
        assertThat(numbers()).containsExactly(0, 1);
    }

    @Test
    void sendsNoMoreThanTheBoundToAPeerThatStandsStillAndTellsWhatItDropped() {
        message(0, 10);
        open();
        exchange();
        long sent = 0;
        int dropped = 0;
        int count = 1_000;
        for (int i = 1; i <= count; i++) {
            dropped += message(i, 10_000).size();
            now += TimeUnit.MILLISECONDS.toNanos(10);
            sender.poll(now);
            for (LinkFrame frame = sender.next(now); frame != null; frame = sender.next(now)) {
                sent += frame.toBytes().length;
            }
        }
        assertThat(sent).isLessThan(LinkSender.UNDER_WAY_MAX_BYTES + 10_000);
        assertThat(dropped).isBetween(500, 700);

        sender.poll(now + LinkSender.PROBE_NANOS);
        exchange();
        assertThat(missing()).isEqualTo(dropped);
        assertThat(numbers())
                .hasSize(count + 1 - dropped)
                .isSorted()
                .doesNotHaveDuplicates()
                .endsWith(count);
    }

    @Test
    void beginsAnewWithAPeerThatHasForgottenIt() {
        message(1, 10);
        open();
        exchange();
        receiver = new LinkReceiver();
        message(2, 10);
        exchange();
        assertThat(sender.isToGreet()).isTrue();
        sender.greet(List.of(new LinkItem(LinkItem.Kind.STANDING, item(0, 10), null)));
        message(3, 10);
        exchange();
        assertThat(numbers()).containsExactly(1, 0, 3);
        assertThat(missing()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatTheNetworkLosesDoublesAndMixesUpComesOnceAndInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LinkFrame> underWay = new ArrayList<>();
        int count = 3_000;
        int next = 0;
        for (int step = 0; numbers(count) < count && step < 200_000; step++) {
            now += TimeUnit.MILLISECONDS.toNanos(1);
            if (next < count && random.nextInt(3) > 0) {
                assertThat(message(next++, random.nextInt(2_000))).isEmpty();
            }
            sender.poll(now);
            if (sender.isToGreet()) {
                sender.greet(List.of());
            }
            LinkFrame frame = sender.next(now);
            while (frame != null) {
                underWay.add(frame);
                frame = sender.next(now);
            }
            for (int i = random.nextInt(4); i > 0 && !underWay.isEmpty(); i--) {
                // Mostly in order, as over one connection.
                LinkFrame chosen = underWay.get(random.nextInt(10) == 0 ? random.nextInt(underWay.size()) : 0);
                if (random.nextInt(20) != 0) {
                    underWay.remove(chosen);
                }
                if (random.nextInt(20) != 0) {
                    answer(chosen, underWay);
                }
            }
        }
        assertThat(numbers()).hasSize(count).isSorted().doesNotHaveDuplicates();
        assertThat(missing()).isZero();
    }

    private int numbers(int atMost) {
        return Math.min(atMost, got.size());
    }

    private void answer(LinkFrame frame, List<LinkFrame> underWay) {
        if (frame instanceof LinkFrame.Ack ack) {
            var arrived = sender.acknowledged(ack, now);
            var lost = sender.unknown(ack, now);
            assertThat(arrived.size() * lost.size()).isZero();
            return;
        }
        LinkFrame.Ack ack = frame instanceof LinkFrame.Probe probe
                ? receiver.probed(probe)
                : receiver.take((LinkFrame.Items) frame, got::add);
        if (ack != null) {
            underWay.add(ack);
        }
    }

    @Test
    void framesReadAsTheyWereWrittenAndNothingElseReads() {
        for (LinkFrame frame : List.of(
                new LinkFrame.Items(7, 1, List.of(item(1, 10), item(2, 20))),
                new LinkFrame.Probe(8, true),
                new LinkFrame.Ack(9, 10, true, false))) {
            byte[] bytes = frame.toBytes();
            assertThat(LinkFrame.read(bytes).toBytes()).isEqualTo(bytes);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> LinkFrame.read(cut)).isInstanceOf(WireFormatException.class);
            }
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (noise.length > 1) {
                noise[0] = (byte) (LinkFrame.FIRST_KIND + random.nextInt(4));
                noise[1] = LinkFrame.VERSION;
            }
            try {
                deliverNoise(LinkFrame.read(noise));
            } catch (WireFormatException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private void deliverNoise(LinkFrame frame) {
        if (frame instanceof LinkFrame.Ack ack) {
            assertThat(sender.acknowledged(ack, now)).isEmpty();
        }
    }
}
