package io.peergrid.transport.jgroups;

import io.peergrid.ports.Transport.Lane;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Frames inside messages. A frame that fits is one record; a longer one is a row of parts in order, each with its place,
 * of which the last makes the frame whole again. If a part is missing, the frame is lost and nothing else.
 */
final class FrameParts {
    private static final int CONTROL_BIT = 1;
    private static final int PART_BIT = 2;

    private final int frameMaxBytes;
    private byte[] assembly = new byte[0];
    private int assembled;
    private long assemblySession;

    /** @param frameMaxBytes the longest frame that is put together */
    FrameParts(int frameMaxBytes) {
        this.frameMaxBytes = frameMaxBytes;
    }

    static void writeWhole(WireWriter to, Lane lane, byte[] frame) {
        to.u8(laneBit(lane)).bytes(frame);
    }

    static void writePart(WireWriter to, Lane lane, byte[] frame, int offset, int length) {
        to.u8(laneBit(lane) | PART_BIT).varInt(frame.length).varInt(offset).bytes(frame, offset, length);
    }

    /** What a record brought. */
    record Arrival(Lane lane, byte[] frame) {}

    /**
     * Reads a record.
     *
     * @param session parts of different ones do not belong together
     * @return a frame, or null if it is not whole yet
     */
    @Nullable
    Arrival read(long session, WireReader from) {
        int head = from.u8();
        if (head > (CONTROL_BIT | PART_BIT)) {
            throw new WireFormatException("not a record: " + head);
        }
        Lane lane = (head & CONTROL_BIT) != 0 ? Lane.CONTROL : Lane.DATA;
        if ((head & PART_BIT) == 0) {
            return new Arrival(lane, from.bytes());
        }
        byte[] frame = readPart(session, from);
        return frame == null ? null : new Arrival(lane, frame);
    }

    private synchronized byte @Nullable [] readPart(long session, WireReader from) {
        int total = from.varInt();
        int offset = from.varInt();
        byte[] part = from.bytes();
        if (total < 0 || total > frameMaxBytes || offset < 0 || offset > total - part.length) {
            forget();
            throw new WireFormatException("a part of " + part.length + " bytes at " + offset + " of " + total);
        }
        if (offset == 0) {
            assembly = new byte[total];
            assemblySession = session;
        } else if (session != assemblySession || offset != assembled || total != assembly.length) {
            forget();
            return null;
        }
        System.arraycopy(part, 0, assembly, offset, part.length);
        assembled = offset + part.length;
        if (assembled < total) {
            return null;
        }
        byte[] frame = assembly;
        forget();
        return frame;
    }

    private void forget() {
        assembly = new byte[0];
        assembled = 0;
    }

    private static int laneBit(Lane lane) {
        return lane == Lane.CONTROL ? CONTROL_BIT : 0;
    }
}
