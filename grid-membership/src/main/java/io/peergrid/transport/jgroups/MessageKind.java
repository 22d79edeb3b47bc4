package io.peergrid.transport.jgroups;

import io.peergrid.wire.WireFormatException;

/** The first byte of a message of this adapter. */
enum MessageKind {
    /** Frames and parts of frames, delivered in order. */
    ORDERED(1),
    /** Control frames, delivered in any order, beside what is ordered. */
    URGENT(2),
    /** How much of {@link #ORDERED} was taken. */
    ORDERED_TAKEN(3),
    /** How much of {@link #URGENT} was taken. */
    URGENT_TAKEN(4);

    private static final MessageKind[] KINDS = values();

    private final int code;

    MessageKind(int code) {
        this.code = code;
    }

    /** @throws WireFormatException for any other code */
    static MessageKind of(int code) {
        if (code < 1 || code > KINDS.length) {
            throw new WireFormatException("not a kind of message: " + code);
        }
        return KINDS[code - 1];
    }

    int code() {
        return code;
    }
}
