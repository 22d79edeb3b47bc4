package io.peergrid.node;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;

/**
 * Brings each frame to the floor that understands it, by its first byte. What cannot be read is counted and dropped; no
 * frame ends a transport thread.
 */
final class FrameDispatcher implements Transport.Listener {
    private static final int FLOOR_SHIFT = 4;
    private static final int FIRST_OF_LINKS = 0x44;
    private static final int FIRST_OF_NEAR_COPIES = 0x48;

    private final Floors floors;
    private final MalformedFrames malformed;

    FrameDispatcher(Floors floors, MalformedFrames malformed) {
        this.floors = floors;
        this.malformed = malformed;
    }

    /** The floors of a member, each with the kinds of frames it takes. */
    interface Floors {
        /** 0x10 to 0x1f; goes to the protocol thread. */
        void agreement(MemberId from, byte[] frame);

        /** 0x20 to 0x2f. */
        void routing(MemberId from, byte[] frame);

        /** 0x30 to 0x3f. */
        void replication(MemberId from, byte[] frame);

        /** 0x40 to 0x43. */
        void waiting(MemberId from, byte[] frame);

        /** 0x44 to 0x47. */
        void links(MemberId from, byte[] frame);

        /** 0x48 to 0x4f. */
        void nearCopies(MemberId from, byte[] frame);

        /** 0x50 to 0x5f. */
        void greeting(MemberId from, byte[] frame);

        void appeared(MemberId peer);

        void disappeared(MemberId peer);
    }

    @Override
    public void received(MemberId from, Transport.Lane lane, byte[] frame) {
        try {
            if (frame.length == 0) {
                throw new WireFormatException("an empty frame");
            }
            switch ((frame[0] & 0xff) >>> FLOOR_SHIFT) {
                case 1 -> floors.agreement(from, frame);
                case 2 -> floors.routing(from, frame);
                case 3 -> floors.replication(from, frame);
                case 4 -> core(from, frame);
                case 5 -> floors.greeting(from, frame);
                default -> throw new WireFormatException("no floor takes frames of this kind");
            }
        } catch (RuntimeException e) {
            malformed.dropped(from, frame, e);
        }
    }

    private void core(MemberId from, byte[] frame) {
        int kind = frame[0] & 0xff;
        if (kind < FIRST_OF_LINKS) {
            floors.waiting(from, frame);
        } else if (kind >= FIRST_OF_NEAR_COPIES) {
            floors.nearCopies(from, frame);
        } else {
            floors.links(from, frame);
        }
    }

    @Override
    public void appeared(MemberId peer) {
        floors.appeared(peer);
    }

    @Override
    public void disappeared(MemberId peer) {
        floors.disappeared(peer);
    }
}
