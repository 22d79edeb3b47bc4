package io.peergrid.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.Transport.Lane;
import io.peergrid.wire.WireReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private static final int IN_FLIGHT = 100_000;
    private static final int WAITING = 1_000_000;

    private final Deque<Runnable> writers = new ArrayDeque<>();
    private final RecordedWire connection = new RecordedWire();
    private final Deque<byte[]> wire = connection.messages;
    private final List<byte[]> received = new ArrayList<>();
    private final Sender peer = new Sender(WAITING);
    private final Outbox outbox = new Outbox(MessageKind.ORDERED, 1, connection, writers::add, IN_FLIGHT, WAITING);

    private void runWriters() {
        for (Runnable task = writers.poll(); task != null; task = writers.poll()) {
            task.run();
        }
    }

    private void connect() {
        outbox.add(Lane.DATA, new byte[0]);
        runWriters();
        deliver();
        received.clear();
    }

    /** The peer takes what is on the wire and says how far it is. */
    private void deliver() {
        for (byte[] message = wire.poll(); message != null; message = wire.poll()) {
            WireReader reader = new WireReader(message);
            assertThat(reader.u8()).isEqualTo(MessageKind.ORDERED.code());
            peer.take(
                    MessageKind.ORDERED,
                    reader,
                    (lane, frame) -> received.add(frame),
                    (kind, session, upTo) -> outbox.taken(session, upTo));
        }
    }

    @Test
    void theFirstMessageLeavesFromAWriterBecauseItHasToConnect() {
        outbox.add(Lane.DATA, new byte[10]);
        assertThat(wire).isEmpty();

        runWriters();
        assertThat(wire).hasSize(1);
    }

    @Test
    void withoutAConnectionAWriterSendsBecauseConnectingMayTakeLong() {
        connect();
        connection.connected = false;
        outbox.add(Lane.DATA, new byte[10]);
        assertThat(wire).isEmpty();

        runWriters();
        assertThat(wire).hasSize(1);
    }

    @Test
    void aCallerSendsItsFrameItself() {
        connect();

        outbox.add(Lane.DATA, new byte[10]);

        assertThat(wire).hasSize(1);
        assertThat(writers).isEmpty();
    }

    @Test
    void framesThatWaitTogetherShareAMessage() {
        outbox.add(Lane.DATA, new byte[10]);
        outbox.add(Lane.CONTROL, new byte[20]);
        outbox.add(Lane.DATA, new byte[30]);

        runWriters();

        assertThat(wire).hasSize(1);
        deliver();
        assertThat(received).extracting(frame -> frame.length).containsExactly(10, 20, 30);
    }

    @Test
    void noMoreThanTheCapIsOnTheWayAndTheRestFollowsWhenItWasTaken() {
        connect();
        byte[] frame = new byte[700_000];
        frame[699_999] = 7;

        assertThat(outbox.add(Lane.DATA, frame)).isTrue();
        runWriters();

        int onTheWay = wire.stream().mapToInt(message -> message.length).sum();
        assertThat(onTheWay).isBetween(IN_FLIGHT, IN_FLIGHT + Outbox.MESSAGE_BYTES + 1_000);
        while (received.isEmpty()) {
            deliver();
            runWriters();
        }
        assertThat(received.get(0)).isEqualTo(frame);
    }

    @Test
    void refusesWhatDoesNotFit() {
        outbox.add(Lane.DATA, new byte[WAITING - 10]);

        assertThat(outbox.add(Lane.DATA, new byte[11])).isFalse();
        assertThat(outbox.add(Lane.DATA, new byte[10])).isTrue();
    }

    @Test
    void recoversWhenWhatWasOnTheWayIsLost() {
        connect();
        outbox.add(Lane.DATA, new byte[200_000]);
        runWriters();
        wire.clear();
        outbox.add(Lane.DATA, new byte[5]);
        outbox.check();
        assertThat(writers).isEmpty();

        outbox.check();
        runWriters();
        deliver();
        runWriters();
        deliver();

        assertThat(received).extracting(frame -> frame.length).containsExactly(5);
    }

    @Test
    void aPeerThatCountedFurtherInAnEarlierSessionCountsAnew() {
        connect();
        outbox.add(Lane.DATA, new byte[300_000]);
        while (received.isEmpty()) {
            deliver();
            runWriters();
        }
        Outbox next = new Outbox(MessageKind.ORDERED, 2, connection, writers::add, IN_FLIGHT, WAITING);
        List<byte[]> again = new ArrayList<>();

        next.add(Lane.DATA, new byte[200_000]);
        for (int round = 0; round < 20 && again.isEmpty(); round++) {
            runWriters();
            for (byte[] message = wire.poll(); message != null; message = wire.poll()) {
                WireReader reader = new WireReader(message);
                reader.u8();
                peer.take(
                        MessageKind.ORDERED,
                        reader,
                        (lane, frame) -> again.add(frame),
                        (kind, session, upTo) -> next.taken(session, upTo));
            }
        }

        assertThat(again).hasSize(1);
    }

    @Test
    void aClosedOutboxSendsNothing() {
        connect();
        outbox.close();

        assertThat(outbox.add(Lane.DATA, new byte[1])).isFalse();
        assertThat(wire).isEmpty();
    }
}
