package io.peergrid.link;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is said on a link.
 *
 * @param settled told once what became of it; null if nobody asks
 * @param addedAt when; only for events, which must not wait for long
 */
record LinkItem(Kind kind, byte[] bytes, @Nullable Settled settled, long addedAt) {
    /** One that may wait for any time. */
    LinkItem(Kind kind, byte[] bytes, @Nullable Settled settled) {
        this(kind, bytes, settled, 0);
    }

    enum Kind {
        /** About interests and the link itself; never dropped. */
        STANDING,
        /** Says that items went; if it goes itself, that has to be said again. */
        GAP,
        /** A message of a topic. */
        MESSAGE,
        /** Something that happened to an entry. */
        EVENT
    }

    /** Any thread; no lock of the link is held. */
    @FunctionalInterface
    public interface Settled {
        /** @param arrived whether the peer has handled it; otherwise it has not, or nobody knows */
        void settled(boolean arrived);
    }

    /** Whether it counts against the bound of what waits, and may be dropped. */
    boolean isBounded() {
        return kind == Kind.MESSAGE || kind == Kind.EVENT;
    }

    int size() {
        return bytes.length;
    }
}
