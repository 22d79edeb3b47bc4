package io.peergrid.replication;

import io.peergrid.partition.SlotAssignment;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of the stream from one peer: order, gaps, what is rejected, what is not committed. Its monitor comes
 * before slot locks; acknowledgements leave with the flush.
 */
final class PeerReceiver {

    /** An entry that was stored and is not known to be committed. */
    private record Stored(long streamSeq, int slot, long slotTerm, long seq) {}

    private record Answerable(
            long streamSeq, int slot, long slotTerm, long stamp, Entry entry, Entry.Operation operation) {}

    /** So many items whose callers were answered here may be processed before the sender is told. */
    private static final int OWED_ITEMS_MAX = 32;

    private final MemberId peer;
    private final Context context;
    private final ReplicaRole role;
    private final TreeMap<Long, StreamCodec.Frame> waiting = new TreeMap<>();
    private final TreeMap<Integer, StreamCodec.Note> notes = new TreeMap<>();
    private final ArrayDeque<Stored> uncommitted = new ArrayDeque<>();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream(0);
    /** Whose callers this member may answer, as the other copy. */
    private final List<Answerable> answerable = new ArrayList<>();

    private long waitingBytes;
    private long session;
    private long expected = 1;
    private long senderBase;
    private long watermark;
    private long unanswered;
    /** Processed since the last acknowledgement. */
    private int owedItems;

    private long owedBytes;
    /** Somebody waits for the acknowledgement. */
    private boolean awaited;

    PeerReceiver(MemberId peer, Context context, ReplicaRole role) {
        this.peer = peer;
        this.context = context;
        this.role = role;
    }

    synchronized void received(StreamCodec.Frame frame, Flush flush) {
        if (frame.session() < session) {
            return;
        }
        if (frame.session() > session) {
            if (frame.base() > 1) {
                acknowledge(frame.session(), 0, true, flush);
                return;
            }
            begin(frame.session());
        }
        long before = expected;
        long next = frame.first() + frame.items().size();
        if (frame.first() > expected || frame.epoch() > context.epoch()) {
            keep(frame, next, flush);
        } else {
            process(frame, flush);
        }
        drain(flush);
        answerCallers(flush);
        if (frame.epoch() <= context.epoch()) {
            owedItems += (int) (expected - before);
            owedBytes += frame.bytes();
            // A frame that brings nothing new asks for an acknowledgement.
            if (awaited
                    || expected == before
                    || owedItems >= OWED_ITEMS_MAX
                    || owedBytes >= context.settings.inFlightBytesMax() / 4) {
                acknowledge(session, expected - 1, false, flush);
            }
        }
    }

    /** Acknowledges what nobody waits for. */
    synchronized void tick(Flush flush) {
        if (owedItems > 0) {
            acknowledge(session, expected - 1, false, flush);
        }
    }

    /** A configuration was installed: what waited for its epoch goes on. */
    synchronized void installed(Flush flush) {
        long before = expected;
        drain(flush);
        answerCallers(flush);
        if (expected != before) {
            acknowledge(session, expected - 1, false, flush);
        }
    }

    private void begin(long newSession) {
        session = newSession;
        expected = 1;
        senderBase = 0;
        watermark = 0;
        unanswered = 0;
        owedItems = 0;
        owedBytes = 0;
        awaited = false;
        waiting.clear();
        waitingBytes = 0;
        notes.clear();
        uncommitted.clear();
        chunks.reset();
    }

    private void keep(StreamCodec.Frame frame, long next, Flush flush) {
        if (frame.epoch() > context.epoch()) {
            flush.later(() -> context.agreement.behind(peer, frame.epoch()));
        }
        if (next <= expected || waitingBytes + frame.bytes() > context.settings.reorderBytesMax()) {
            return;
        }
        StreamCodec.Frame present = waiting.get(frame.first());
        if (present == null || present.items().size() < frame.items().size()) {
            waiting.put(frame.first(), frame);
            waitingBytes += frame.bytes() - (present == null ? 0 : present.bytes());
        }
    }

    private void drain(Flush flush) {
        while (!waiting.isEmpty()) {
            StreamCodec.Frame frame = waiting.firstEntry().getValue();
            if (frame.first() > expected || frame.epoch() > context.epoch()) {
                break;
            }
            waiting.pollFirstEntry();
            waitingBytes -= frame.bytes();
            process(frame, flush);
        }
    }

    private void process(StreamCodec.Frame frame, Flush flush) {
        senderBase = Math.max(senderBase, frame.base());
        forgetSettledNotes();
        long seq = frame.first();
        for (StreamCodec.Packed item : frame.items()) {
            if (seq == expected) {
                take(seq, item, flush);
                expected++;
            }
            seq++;
        }
        watermark = Math.max(watermark, frame.watermark());
        applyWatermark(flush);
    }

    /**
     * The sender has seen them, and they are about a primary of the past or a slot of which this member is to have no copy: for
     * anything further that is sent for it there will be a note of its own.
     */
    private void forgetSettledNotes() {
        notes.values().removeIf(note -> senderBase > note.fromSeq() && isSettled(note));
    }

    private boolean isSettled(StreamCodec.Note note) {
        SlotAssignment assignment = context.states.assignment(note.slot());
        return assignment.slotTerm() > note.slotTerm()
                || (!assignment.inSync().contains(context.self)
                        && !assignment.learners().contains(context.self));
    }

    private void take(long seq, StreamCodec.Packed packed, Flush flush) {
        int kind = packed.kind();
        byte[] body = packed.body();
        if (kind == StreamCodec.CHUNK || (kind & StreamCodec.COMPLETES) != 0) {
            if (chunks.size() + body.length > context.settings.itemBytesMax()) {
                throw new WireFormatException("an item above " + context.settings.itemBytesMax() + " bytes");
            }
            chunks.write(body, 0, body.length);
            if (kind == StreamCodec.CHUNK) {
                return;
            }
            body = chunks.toByteArray();
            chunks.reset();
        }
        StreamItem item = StreamCodec.unpack(kind & ~StreamCodec.COMPLETES, body, context.states.count());
        if (item instanceof StreamItem.Append append) {
            takeAppend(seq, append, flush);
            return;
        }
        awaited = true;
        if (item instanceof StreamItem.Barriers barriers) {
            takeBarriers(seq, barriers, flush);
        } else if (item instanceof StreamItem.SyncBegin begin) {
            noteUnlessTaken(begin.slot(), begin.slotTerm(), seq, role.beginCopy(peer, begin, flush), true);
        } else if (item instanceof StreamItem.SyncEmpty empty) {
            takeEmpty(seq, empty, flush);
        } else if (item instanceof StreamItem.SyncPart part) {
            if (!isNoted(part.slot(), part.slotTerm())) {
                noteUnlessTaken(part.slot(), part.slotTerm(), seq, role.takePart(peer, part), false);
            }
        } else if (item instanceof StreamItem.SyncRecords records) {
            if (!isNoted(records.slot(), records.slotTerm())) {
                noteUnlessTaken(records.slot(), records.slotTerm(), seq, role.takeRecords(peer, records), false);
            }
        } else if (item instanceof StreamItem.SyncEnd end) {
            if (!isNoted(end.slot(), end.slotTerm())) {
                noteUnlessTaken(end.slot(), end.slotTerm(), seq, role.endCopy(peer, end, flush), false);
            }
        }
    }

    private void takeAppend(long seq, StreamItem.Append append, Flush flush) {
        int slot = append.slot();
        if (isNoted(slot, append.slotTerm())) {
            noteCaller(seq, append, false);
            return;
        }
        Rejection rejection = role.append(peer, append, flush);
        noteCaller(seq, append, rejection == null);
        noteUnlessTaken(slot, append.slotTerm(), seq, rejection, false);
        if (rejection == null) {
            uncommitted.add(
                    new Stored(seq, slot, append.slotTerm(), append.entry().seq()));
        }
    }

    private void noteCaller(long seq, StreamItem.Append append, boolean stored) {
        Entry.Operation operation = append.entry().operation();
        if (operation == null || operation.caller().equals(peer)) {
            awaited = true;
            return;
        }
        long stamp = stored ? role.stampToAnswer(peer, append) : 0;
        if (stamp == 0) {
            leaveToSender(seq);
        } else {
            answerable.add(new Answerable(seq, append.slot(), append.slotTerm(), stamp, append.entry(), operation));
        }
    }

    private void leaveToSender(long seq) {
        unanswered = Math.max(unanswered, seq);
        awaited = true;
    }

    /** After everything was stored the lease is checked, then the stamp. Whom this member does not answer the sender does. */
    private void answerCallers(Flush flush) {
        if (answerable.isEmpty()) {
            return;
        }
        boolean lease = context.leaseValid();
        for (Answerable each : answerable) {
            if (lease && role.commitToAnswer(each.slot, each.slotTerm, each.stamp, each.entry.seq(), flush)) {
                flush.result(each.operation.caller(), each.operation.number(), each.entry.result());
            } else {
                leaveToSender(each.streamSeq);
            }
        }
        answerable.clear();
    }

    private void takeBarriers(long seq, StreamItem.Barriers barriers, Flush flush) {
        for (StreamItem.Run run : barriers.runs()) {
            Entry barrier = Entry.barrier(run.slotTerm(), run.seq() + 1, run.term(), barriers.timeMillis());
            for (int slot = run.from(); slot < run.to(); slot++) {
                takeAppend(seq, new StreamItem.Append(slot, run.slotTerm(), 0, false, barrier), flush);
            }
        }
    }

    private void takeEmpty(long seq, StreamItem.SyncEmpty empty, Flush flush) {
        for (StreamItem.Run run : empty.runs()) {
            for (int slot = run.from(); slot < run.to(); slot++) {
                StreamItem.SyncBegin begin =
                        new StreamItem.SyncBegin(slot, run.slotTerm(), run.term(), run.seq(), empty.timeMillis());
                Rejection rejection = role.beginCopy(peer, begin, flush);
                if (rejection == null) {
                    rejection = role.endCopy(peer, new StreamItem.SyncEnd(slot, run.slotTerm()), flush);
                }
                noteUnlessTaken(slot, run.slotTerm(), seq, rejection, true);
            }
        }
    }

    private boolean isNoted(int slot, long slotTerm) {
        StreamCodec.Note note = notes.get(slot);
        return note != null && note.slotTerm() == slotTerm;
    }

    /** @param fresh whether what was taken begins anew, so that an earlier rejection is over */
    private void noteUnlessTaken(int slot, long slotTerm, long seq, @Nullable Rejection rejection, boolean fresh) {
        if (rejection != null) {
            notes.put(slot, role.note(slot, slotTerm, seq, rejection));
        } else if (fresh) {
            notes.remove(slot);
        }
    }

    private void applyWatermark(Flush flush) {
        while (!uncommitted.isEmpty() && uncommitted.getFirst().streamSeq <= watermark) {
            Stored stored = uncommitted.removeFirst();
            if (!notes.containsKey(stored.slot)) {
                role.committed(stored.slot, stored.slotTerm, stored.seq, flush);
            }
        }
    }

    private void acknowledge(long ofSession, long cumulative, boolean unknown, Flush flush) {
        owedItems = 0;
        owedBytes = 0;
        awaited = false;
        List<StreamCodec.Note> all = unknown ? List.of() : new ArrayList<>(notes.values());
        StreamCodec.Acknowledgement ack = new StreamCodec.Acknowledgement(
                ofSession, cumulative, unknown ? 0 : watermark, context.epoch(), unanswered, unknown, all);
        byte[] frame = StreamCodec.encode(ack);
        flush.later(() -> context.transport.send(peer, Transport.Lane.DATA, frame));
    }

    /** What is rejected, by slot. */
    synchronized Map<Integer, StreamCodec.Note> notes() {
        return new TreeMap<>(notes);
    }
}
