package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of the stream to one peer: what is queued, what was sent and not acknowledged, what was acknowledged
 * and is not committed. Thread-safe; its monitor is a leaf, and nothing is sent under it.
 */
final class PeerSender {
    /** Bodies above it go in several chunks. */
    private static final int CHUNK_BYTES = 48 * 1024;
    /** A frame takes items until it has this many bytes. */
    private static final int FRAME_BYTES = 56 * 1024;

    private final MemberId peer;
    private final Transport transport;
    private final ReplicationSettings settings;
    private final LongSupplier sessions;

    private final ArrayDeque<Outgoing> sent = new ArrayDeque<>();
    private final ArrayDeque<Outgoing> queued = new ArrayDeque<>();
    private final ArrayDeque<Outgoing> uncommitted = new ArrayDeque<>();
    private long session;
    private long nextSeq = 1;
    private long ackedSeq;
    private long sentBytes;
    private long queuedBytes;
    private long watermark;
    private long ackedWatermark;
    private long toldWatermark;
    private long peerEpoch;
    private long lastSendNanos;
    private long resendNanos;
    private long askedUpTo;
    private boolean flushing;
    private boolean flushAgain;

    PeerSender(MemberId peer, Transport transport, ReplicationSettings settings, LongSupplier sessions, long nowNanos) {
        this.peer = peer;
        this.transport = transport;
        this.settings = settings;
        this.sessions = sessions;
        this.lastSendNanos = nowNanos;
        session = sessions.getAsLong();
        resendNanos = settings.resendAfterNanos();
    }

    MemberId peer() {
        return peer;
    }

    /** Whether more may be queued. What one operation adds may exceed the bound. */
    synchronized boolean hasRoom() {
        return queuedBytes < settings.queuedBytesMax();
    }

    /** Bytes that the peer has not acknowledged, sent or not. */
    synchronized long openBytes() {
        return queuedBytes + sentBytes;
    }

    /** Gives the item the next place on the stream. It leaves with the next flush. */
    synchronized Outgoing append(StreamCodec.Packed packed, Outgoing.Meaning meaning, long epoch) {
        byte[] body = packed.body();
        int at = 0;
        while (body.length - at > CHUNK_BYTES) {
            byte[] chunk = Arrays.copyOfRange(body, at, at + CHUNK_BYTES);
            queue(new StreamCodec.Packed(StreamCodec.CHUNK, chunk), Outgoing.Meaning.NONE, epoch);
            at += CHUNK_BYTES;
        }
        StreamCodec.Packed last = at == 0
                ? packed
                : new StreamCodec.Packed(
                        packed.kind() | StreamCodec.COMPLETES, Arrays.copyOfRange(body, at, body.length));
        Outgoing item = queue(last, meaning, epoch);
        if (!meaning.entries().isEmpty()) {
            uncommitted.add(item);
        }
        return item;
    }

    private Outgoing queue(StreamCodec.Packed packed, Outgoing.Meaning meaning, long epoch) {
        Outgoing item = new Outgoing(nextSeq++, packed, meaning, epoch);
        queued.add(item);
        queuedBytes += item.bytes();
        return item;
    }

    /** Sends what the bounds allow. Called without locks; whoever comes first does it for the others. */
    void flush(long nowNanos, LongSupplier epoch) {
        synchronized (this) {
            if (flushing) {
                flushAgain = true;
                return;
            }
            flushing = true;
        }
        while (true) {
            byte[] frame = nextFrame(nowNanos, epoch.getAsLong());
            if (frame != null) {
                transport.send(peer, Transport.Lane.DATA, frame);
                continue;
            }
            synchronized (this) {
                if (!flushAgain) {
                    flushing = false;
                    return;
                }
                flushAgain = false;
            }
        }
    }

    private synchronized byte @Nullable [] nextFrame(long nowNanos, long epoch) {
        List<Outgoing> items = new ArrayList<>();
        int bytes = 0;
        while (bytes < FRAME_BYTES && !queued.isEmpty() && fits(queued.getFirst())) {
            Outgoing item = queued.removeFirst();
            queuedBytes -= item.bytes();
            if (sent.isEmpty()) {
                lastSendNanos = nowNanos;
            }
            sent.add(item);
            sentBytes += item.bytes();
            bytes += item.bytes();
            items.add(item);
        }
        return items.isEmpty() ? null : frame(items, epoch);
    }

    private boolean fits(Outgoing item) {
        return sentBytes == 0 || sentBytes + item.bytes() <= settings.inFlightBytesMax();
    }

    private byte[] frame(List<Outgoing> items, long epoch) {
        long first = items.isEmpty() ? firstUnsent() : items.get(0).streamSeq();
        long frameEpoch = epoch;
        int bytes = 0;
        List<StreamCodec.Packed> packed = new ArrayList<>(items.size());
        for (Outgoing item : items) {
            frameEpoch = Math.max(frameEpoch, item.epoch);
            bytes += item.bytes();
            packed.add(item.packed);
        }
        toldWatermark = watermark();
        return StreamCodec.encode(
                new StreamCodec.Frame(session, ackedSeq + 1, frameEpoch, toldWatermark, first, packed, bytes));
    }

    /** Somebody waits for what was sent: asks the peer to acknowledge it now. Called without locks. */
    void hurry(long epoch) {
        byte[] question;
        synchronized (this) {
            if (sent.isEmpty() || askedUpTo >= sent.getLast().streamSeq()) {
                return;
            }
            askedUpTo = sent.getLast().streamSeq();
            question = frame(List.of(), epoch);
        }
        transport.send(peer, Transport.Lane.DATA, question);
    }

    private long firstUnsent() {
        return queued.isEmpty() ? nextSeq : queued.getFirst().streamSeq();
    }

    private long watermark() {
        while (!uncommitted.isEmpty() && isSettled(uncommitted.getFirst())) {
            uncommitted.removeFirst();
        }
        long passed =
                uncommitted.isEmpty() ? nextSeq - 1 : uncommitted.getFirst().streamSeq() - 1;
        watermark = Math.max(watermark, passed);
        return watermark;
    }

    private boolean isSettled(Outgoing item) {
        for (TailEntry entry : item.meaning.entries()) {
            if (!entry.isSettledFor(peerEpoch)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes an acknowledgement in.
     *
     * @return whether it says anything: it is of this session and not older than one taken before. If so its notes count
     */
    synchronized boolean isNews(StreamCodec.Acknowledgement ack) {
        return ack.session() == session && ack.cumulative() >= ackedSeq && ack.cumulative() < firstUnsent();
    }

    /** The items that it acknowledges for the first time, in order; to be called when its notes are dealt with. */
    synchronized List<Outgoing> acknowledged(StreamCodec.Acknowledgement ack, long nowNanos) {
        if (ack.unknownSession()) {
            if (ack.session() == session && ackedSeq > 0) {
                restart();
            }
            return List.of();
        }
        if (!isNews(ack)) {
            return List.of();
        }
        peerEpoch = Math.max(peerEpoch, ack.epoch());
        if (ack.watermark() > ackedWatermark) {
            ackedWatermark = ack.watermark();
            resendNanos = settings.resendAfterNanos();
        }
        List<Outgoing> items = new ArrayList<>();
        while (!sent.isEmpty() && sent.getFirst().streamSeq() <= ack.cumulative()) {
            Outgoing item = sent.removeFirst();
            sentBytes -= item.bytes();
            items.add(item);
        }
        if (!items.isEmpty()) {
            ackedSeq = ack.cumulative();
            lastSendNanos = nowNanos;
            resendNanos = settings.resendAfterNanos();
        }
        return items;
    }

    /** The peer has forgotten the stream: what is open gets new numbers in a new session. */
    private void restart() {
        List<Outgoing> open = new ArrayList<>(sent);
        open.addAll(queued);
        // An item of which the first chunks are gone cannot be completed; the copy will be found to lack it.
        int whole = 0;
        for (int i = 0; i < open.size() && ackedSeq > 0; i++) {
            int kind = open.get(i).packed.kind();
            if (kind != StreamCodec.CHUNK) {
                whole = (kind & StreamCodec.COMPLETES) != 0 ? i + 1 : 0;
                break;
            }
        }
        session = sessions.getAsLong();
        nextSeq = 1;
        ackedSeq = 0;
        watermark = 0;
        ackedWatermark = 0;
        toldWatermark = 0;
        askedUpTo = 0;
        sent.clear();
        queued.clear();
        uncommitted.clear();
        sentBytes = 0;
        queuedBytes = 0;
        for (Outgoing item : open.subList(whole, open.size())) {
            item.renumber(nextSeq++);
            queued.add(item);
            queuedBytes += item.bytes();
            if (!item.meaning.entries().isEmpty()) {
                uncommitted.add(item);
            }
        }
    }

    /** Sends again what was lost, and a watermark that nothing else carries. Called without locks. */
    void tick(long nowNanos, long epoch) {
        for (byte[] frame : dueFrames(nowNanos, epoch)) {
            transport.send(peer, Transport.Lane.DATA, frame);
        }
    }

    private synchronized List<byte[]> dueFrames(long nowNanos, long epoch) {
        List<byte[]> frames = new ArrayList<>();
        boolean due = nowNanos - lastSendNanos >= resendNanos;
        if (!sent.isEmpty()) {
            if (due) {
                resend(epoch, frames);
            }
        } else if (queued.isEmpty() && (watermark() > toldWatermark || (watermark > ackedWatermark && due))) {
            frames.add(frame(List.of(), epoch));
        }
        if (!frames.isEmpty()) {
            lastSendNanos = nowNanos;
            if (due) {
                resendNanos = Math.min(2 * resendNanos, settings.replicaTimeoutNanos());
            }
        }
        return frames;
    }

    private void resend(long epoch, List<byte[]> frames) {
        List<Outgoing> items = new ArrayList<>();
        int bytes = 0;
        for (Outgoing item : sent) {
            items.add(item);
            bytes += item.bytes();
            if (bytes >= FRAME_BYTES) {
                frames.add(frame(items, epoch));
                items = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!items.isEmpty()) {
            frames.add(frame(items, epoch));
        }
    }
}
