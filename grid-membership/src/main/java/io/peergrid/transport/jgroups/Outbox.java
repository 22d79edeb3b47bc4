package io.peergrid.transport.jgroups;

import io.peergrid.ports.Transport.Lane;
import io.peergrid.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What waits to be sent to one peer on one lane. Whoever adds a frame while nobody else is sending sends it, and what
 * others add meanwhile, in one message; so a lone caller meets no hand-off and many callers share messages. While there is no
 * connection a writer thread sends, for connecting can take long.
 *
 * <p>A send must not block, for the sender may be the thread that reads from the same peer. So the bytes that the peer's
 * member has not yet taken are capped well below what the socket buffers hold, frames longer than a message go in parts,
 * and what does not fit under the cap waits here. A caller sends a few messages at most and leaves the rest to a writer
 * thread. Thread-safe.
 */
final class Outbox {
    /** Bytes of frames in a message. */
    static final int MESSAGE_BYTES = 32 * 1024;

    /** The bytes around a frame in a message, at most. */
    private static final int FRAME_OVERHEAD = 11;

    private static final int MESSAGES_PER_CALLER = 4;
    private static final int MESSAGES_PER_TURN = 64;

    /** The peer's connection. */
    interface Wire {
        /** Connects first if need be, which can take long. */
        void send(byte[] message);

        boolean isConnected();
    }

    private final MessageKind kind;
    /** Tells the peer that counting starts anew, as after it was dropped and came back. */
    private final long session;

    private final Wire wire;
    private final Executor writers;
    private final int inFlightMaxBytes;
    private final int waitingMaxBytes;

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long sentBytes;
    private long takenBytes;
    private long takenAtLastCheck = -1;
    private boolean sending;
    private boolean closed;

    Outbox(MessageKind kind, long session, Wire wire, Executor writers, int inFlightMaxBytes, int waitingMaxBytes) {
        this.kind = kind;
        this.session = session;
        this.wire = wire;
        this.writers = writers;
        this.inFlightMaxBytes = inFlightMaxBytes;
        this.waitingMaxBytes = waitingMaxBytes;
    }

    private static final class Waiting {
        final Lane lane;
        final byte[] frame;
        int sent;

        Waiting(Lane lane, byte[] frame) {
            this.lane = lane;
            this.frame = frame;
        }

        int left() {
            return frame.length - sent;
        }
    }

    /** Sends the frame now or later; false if there is no room for it. */
    boolean add(Lane lane, byte[] frame) {
        boolean held = Cork.holds(this);
        synchronized (this) {
            if (closed || frame.length > waitingMaxBytes - waitingBytes) {
                return false;
            }
            waiting.add(new Waiting(lane, frame));
            waitingBytes += frame.length;
        }
        if (!held) {
            release();
        }
        return true;
    }

    /** Sends what waits, unless somebody is sending already. */
    void release() {
        synchronized (this) {
            if (sending || waiting.isEmpty() || full()) {
                return;
            }
            sending = true;
        }
        if (!wire.isConnected()) {
            writers.execute(this::drain);
        } else {
            send(MESSAGES_PER_CALLER);
        }
    }

    /** The peer's member has taken all up to this point of the session. */
    void taken(long ofSession, long upTo) {
        synchronized (this) {
            if (ofSession != session || upTo <= takenBytes || upTo > sentBytes) {
                return;
            }
            takenBytes = upTo;
            if (sending || waiting.isEmpty() || full()) {
                return;
            }
            sending = true;
        }
        writers.execute(this::drain);
    }

    /**
     * Called about once a second: if nothing was taken since the last time though the cap is reached, asks the peer how
     * far it is. What was on the way may be lost. Sends what a thread held back that then ended.
     */
    void check() {
        byte[] question;
        release();
        synchronized (this) {
            boolean stuck = !closed && !sending && full() && takenBytes == takenAtLastCheck;
            takenAtLastCheck = takenBytes;
            if (!stuck) {
                return;
            }
            question = header(true, 24).toBytes();
        }
        writers.execute(() -> wire.send(question));
    }

    /** Forgets what waits; nothing is sent any more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
    }

    private void drain() {
        send(MESSAGES_PER_TURN);
    }

    /** Called by the one who set {@code sending}. */
    private void send(int messagesMax) {
        for (int i = 0; i < messagesMax; i++) {
            byte[] message;
            synchronized (this) {
                if (waiting.isEmpty() || full()) {
                    sending = false;
                    return;
                }
                message = nextMessage();
            }
            wire.send(message);
        }
        writers.execute(this::drain);
    }

    private boolean full() {
        return sentBytes - takenBytes >= inFlightMaxBytes;
    }

    private byte[] nextMessage() {
        List<Waiting> whole = new ArrayList<>();
        int bytes = 0;
        Waiting first = waiting.getFirst();
        while (first != null && first.sent == 0 && first.frame.length <= MESSAGE_BYTES - bytes) {
            whole.add(waiting.removeFirst());
            bytes += first.frame.length + FRAME_OVERHEAD;
            first = waiting.peekFirst();
        }
        if (whole.isEmpty()) {
            return nextPart();
        }
        for (Waiting frame : whole) {
            waitingBytes -= frame.frame.length;
            sentBytes += frame.frame.length;
        }
        WireWriter message = header(false, bytes + 24);
        for (Waiting frame : whole) {
            FrameParts.writeWhole(message, frame.lane, frame.frame);
        }
        return message.toBytes();
    }

    private byte[] nextPart() {
        Waiting long_ = waiting.getFirst();
        int length = Math.min(MESSAGE_BYTES, long_.left());
        waitingBytes -= length;
        sentBytes += length;
        WireWriter message = header(false, length + 40);
        FrameParts.writePart(message, long_.lane, long_.frame, long_.sent, length);
        long_.sent += length;
        if (long_.left() == 0) {
            waiting.removeFirst();
        }
        return message.toBytes();
    }

    private WireWriter header(boolean answerAtOnce, int capacity) {
        return new WireWriter(capacity)
                .u8(kind.code())
                .bool(answerAtOnce)
                .fixed64(session)
                .fixed64(sentBytes);
    }
}
