package io.peergrid.transport.jgroups;

import io.peergrid.ports.Transport.Lane;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import java.util.function.BiConsumer;

/** What has come from one peer. Thread-safe. */
final class Sender {
    private final FrameParts parts;
    private final Inbox ordered = new Inbox();
    private final Inbox urgent = new Inbox();

    Sender(int frameMaxBytes) {
        parts = new FrameParts(frameMaxBytes);
    }

    /** Tells the peer how far its messages have been taken. */
    @FunctionalInterface
    interface Answer {
        void taken(MessageKind kind, long session, long upTo);
    }

    /**
     * Takes the frames out of a message whose kind has been read.
     *
     * @throws WireFormatException if the bytes are no message; frames before the fault have been taken
     */
    void take(MessageKind kind, WireReader message, BiConsumer<Lane, byte[]> taker, Answer answer) {
        boolean answerAtOnce = message.bool();
        long session = message.fixed64();
        long upTo = message.fixed64();
        while (message.remaining() > 0) {
            FrameParts.Arrival arrival = parts.read(session, message);
            if (arrival != null) {
                taker.accept(arrival.lane(), arrival.frame());
            }
        }
        boolean inOrder = kind == MessageKind.ORDERED;
        long tell = (inOrder ? ordered : urgent).taken(session, upTo, answerAtOnce);
        if (tell >= 0) {
            answer.taken(inOrder ? MessageKind.ORDERED_TAKEN : MessageKind.URGENT_TAKEN, session, tell);
        }
    }
}
