package io.peergrid.replication;

import io.peergrid.wire.WireFormatException;

/** Why a receiver does not store what a stream brings for a slot. */
enum Rejection {
    /** The sender is not the primary of the installed configuration, or not under this slotTerm. */
    FENCED(1),
    /** The receiver is neither in sync nor a learner whose copy has begun. */
    UNLISTED(2),
    /** The predecessor is newer than what the receiver holds. */
    BEHIND(3),
    /** The receiver holds something else at the predecessor's place, or more. */
    CLASH(4),
    /** A copy is offered to a member that is in sync: it keeps what it has (I25). */
    KEPT(5);

    /** In the wire form. */
    final int code;

    Rejection(int code) {
        this.code = code;
    }

    static Rejection of(int code) {
        for (Rejection rejection : values()) {
            if (rejection.code == code) {
                return rejection;
            }
        }
        throw new WireFormatException("not a reason: " + code);
    }
}
