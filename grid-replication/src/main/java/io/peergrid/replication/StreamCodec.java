package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** The wire form of streams. Decoding is strict; the items of a frame are decoded when their turn comes. */
final class StreamCodec {
    static final int STREAM = 0x30;
    static final int ACKNOWLEDGEMENT = 0x31;
    static final int VERSION = 1;

    /** An item's kind with this bit completes what chunks before it began. */
    static final int COMPLETES = 0x80;

    static final int CHUNK = 0;
    private static final int APPEND = 1;
    private static final int BARRIERS = 2;
    private static final int SYNC_BEGIN = 3;
    private static final int SYNC_PART = 4;
    private static final int SYNC_RECORDS = 5;
    private static final int SYNC_END = 6;
    private static final int SYNC_EMPTY = 7;

    private StreamCodec() {}

    /** An item as it lies in a frame. */
    record Packed(int kind, byte[] body) {}

    /**
     * @param base the lowest stream seq not known to be acknowledged
     * @param epoch the sender's installed one
     * @param watermark all entries up to this stream seq are committed
     * @param first stream seq of the first item
     */
    record Frame(long session, long base, long epoch, long watermark, long first, List<Packed> items, int bytes) {}

    /** A slot whose items are not stored any more, from a stream seq on, and where the receiver's copy ends. */
    record Note(int slot, long slotTerm, long fromSeq, Rejection reason, long term, long seq) {}

    /**
     * @param cumulative every item up to it was processed
     * @param watermark the greatest one seen
     * @param epoch the receiver's installed one
     * @param unanswered the newest item of which the receiver did not answer the caller; after it, up to {@code cumulative}, it
     *     did, unless the caller is the sender
     * @param unknownSession the receiver does not know the stream's beginning
     */
    record Acknowledgement(
            long session,
            long cumulative,
            long watermark,
            long epoch,
            long unanswered,
            boolean unknownSession,
            List<Note> notes) {}

    static byte[] encode(Frame frame) {
        WireWriter out = new WireWriter(64 + frame.bytes);
        out.u8(STREAM).u8(VERSION).varLong(frame.session).varLong(frame.base).varLong(frame.epoch);
        out.varLong(frame.watermark).varLong(frame.first).varInt(frame.items.size());
        for (Packed item : frame.items) {
            out.u8(item.kind).bytes(item.body);
        }
        return out.toBytes();
    }

    static Frame decodeFrame(byte[] bytes) {
        WireReader in = header(bytes, STREAM);
        long session = in.varLong();
        long base = in.varLong();
        long epoch = in.varLong();
        long watermark = in.varLong();
        long first = in.varLong();
        int count = in.count(2);
        if (session < 1 || base < 1 || epoch < 0 || watermark < 0 || first < base || first > Long.MAX_VALUE - count) {
            throw new WireFormatException("numbers of a stream frame out of range");
        }
        List<Packed> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(new Packed(in.u8(), in.bytes()));
        }
        in.expectEnd();
        return new Frame(session, base, epoch, watermark, first, items, bytes.length);
    }

    static byte[] encode(Acknowledgement ack) {
        WireWriter out = new WireWriter(32 + 24 * ack.notes.size());
        out.u8(ACKNOWLEDGEMENT).u8(VERSION).varLong(ack.session).varLong(ack.cumulative);
        out.varLong(ack.watermark).varLong(ack.epoch);
        out.varLong(ack.unanswered).bool(ack.unknownSession);
        out.varInt(ack.notes.size());
        for (Note note : ack.notes) {
            out.varInt(note.slot).varLong(note.slotTerm).varLong(note.fromSeq);
            out.u8(note.reason.code).varLong(note.term).varLong(note.seq);
        }
        return out.toBytes();
    }

    static Acknowledgement decodeAcknowledgement(byte[] bytes, int slotCount) {
        WireReader in = header(bytes, ACKNOWLEDGEMENT);
        long session = in.varLong();
        long cumulative = in.varLong();
        long watermark = in.varLong();
        long epoch = in.varLong();
        long unanswered = in.varLong();
        boolean unknown = in.bool();
        int count = in.count(6);
        List<Note> notes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int slot = slot(in.varInt(), slotCount);
            long slotTerm = in.varLong();
            long from = in.varLong();
            Rejection reason = Rejection.of(in.u8());
            notes.add(new Note(slot, slotTerm, from, reason, in.varLong(), in.varLong()));
        }
        in.expectEnd();
        return new Acknowledgement(session, cumulative, watermark, epoch, unanswered, unknown, notes);
    }

    static Packed pack(StreamItem item) {
        WireWriter out = new WireWriter(128);
        return new Packed(write(item, out), out.toBytes());
    }

    private static int write(StreamItem item, WireWriter out) {
        if (item instanceof StreamItem.Append append) {
            out.varInt(append.slot()).varLong(append.slotTerm());
            out.varLong(append.committedSeq()).bool(append.onlyOtherCopy());
            append.entry().encode(out);
            return APPEND;
        } else if (item instanceof StreamItem.Barriers barriers) {
            out.varLong(barriers.timeMillis());
            writeRuns(barriers.runs(), out);
            return BARRIERS;
        } else if (item instanceof StreamItem.SyncBegin begin) {
            out.varInt(begin.slot()).varLong(begin.slotTerm());
            out.varLong(begin.term()).varLong(begin.seq()).varLong(begin.timeMillis());
            return SYNC_BEGIN;
        } else if (item instanceof StreamItem.SyncPart part) {
            out.varInt(part.slot()).varLong(part.slotTerm()).bytes(part.part());
            return SYNC_PART;
        } else if (item instanceof StreamItem.SyncRecords records) {
            out.varInt(records.slot()).varLong(records.slotTerm());
            writeRecords(records.records(), out);
            return SYNC_RECORDS;
        } else if (item instanceof StreamItem.SyncEnd end) {
            out.varInt(end.slot()).varLong(end.slotTerm());
            return SYNC_END;
        } else if (item instanceof StreamItem.SyncEmpty empty) {
            out.varLong(empty.timeMillis());
            writeRuns(empty.runs(), out);
            return SYNC_EMPTY;
        }
        throw new IllegalArgumentException("no wire form: " + item);
    }

    static StreamItem unpack(int kind, byte[] body, int slotCount) {
        WireReader in = new WireReader(body);
        StreamItem item = read(kind, in, slotCount);
        in.expectEnd();
        return item;
    }

    private static StreamItem read(int kind, WireReader in, int slotCount) {
        if (kind == BARRIERS) {
            return new StreamItem.Barriers(in.varLong(), readRuns(in, slotCount));
        }
        if (kind == SYNC_EMPTY) {
            return new StreamItem.SyncEmpty(in.varLong(), readRuns(in, slotCount));
        }
        int slot = slot(in.varInt(), slotCount);
        long slotTerm = in.varLong();
        return switch (kind) {
            case APPEND -> new StreamItem.Append(slot, slotTerm, in.varLong(), in.bool(), Entry.decode(in));
            case SYNC_BEGIN -> new StreamItem.SyncBegin(slot, slotTerm, in.varLong(), in.varLong(), in.varLong());
            case SYNC_PART -> new StreamItem.SyncPart(slot, slotTerm, in.bytes());
            case SYNC_RECORDS -> new StreamItem.SyncRecords(slot, slotTerm, readRecords(in));
            case SYNC_END -> new StreamItem.SyncEnd(slot, slotTerm);
            default -> throw new WireFormatException("not a stream item: " + kind);
        };
    }

    private static void writeRuns(List<StreamItem.Run> runs, WireWriter out) {
        out.varInt(runs.size());
        int at = 0;
        for (StreamItem.Run run : runs) {
            out.varInt(run.from() - at).varInt(run.to() - run.from());
            out.varLong(run.slotTerm()).varLong(run.term()).varLong(run.seq());
            at = run.to();
        }
    }

    private static List<StreamItem.Run> readRuns(WireReader in, int slotCount) {
        int count = in.count(5);
        List<StreamItem.Run> runs = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int gap = in.varInt();
            int size = in.varInt();
            if (gap < 0 || gap > slotCount - at || size < 1 || size > slotCount - at - gap) {
                throw new WireFormatException("not a run of slots: " + gap + ", " + size + " after " + at);
            }
            int from = at + gap;
            at = from + size;
            runs.add(new StreamItem.Run(from, at, in.varLong(), in.varLong(), in.varLong()));
        }
        return runs;
    }

    private static void writeRecords(List<OperationRecords.Remembered> records, WireWriter out) {
        out.varInt(records.size());
        for (OperationRecords.Remembered record : records) {
            out.member(record.caller()).varLong(record.number());
            out.varLong(record.outcome().seq()).bytes(record.outcome().result());
        }
    }

    private static List<OperationRecords.Remembered> readRecords(WireReader in) {
        int count = in.count(19);
        List<OperationRecords.Remembered> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            MemberId caller = in.member();
            long number = in.varLong();
            records.add(new OperationRecords.Remembered(
                    caller, number, new OperationRecords.Outcome(in.varLong(), in.bytes())));
        }
        return records;
    }

    private static WireReader header(byte[] bytes, int kind) {
        WireReader in = new WireReader(bytes);
        int found = in.u8();
        int version = in.u8();
        if (found != kind || version != VERSION) {
            throw new WireFormatException("kind " + found + ", version " + version);
        }
        return in;
    }

    private static int slot(int slot, int slotCount) {
        if (slot < 0 || slot >= slotCount) {
            throw new WireFormatException("not a slot: " + slot);
        }
        return slot;
    }
}
