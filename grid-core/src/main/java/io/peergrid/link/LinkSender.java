package io.peergrid.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sending half of a link (docs/protocols/topics.md, section 2). Not thread-safe; time comes with each call. */
final class LinkSender {
    /** Bytes of items that are sent and not acknowledged, but for one item that is larger. */
    static final int UNDER_WAY_MAX_BYTES = 256 * 1024;
    /** Bytes of items that wait to be sent, standing ones apart. */
    static final int WAITING_MAX_BYTES = 4 << 20;

    static final int WAITING_MAX_ITEMS = 65_536;
    static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    /** Before the peer has answered: a newcomer, which cannot yet, should soon know what others are interested in. */
    static final long OPENING_PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A link at rest is probed so often: the peer may have been without this member for a while, and forgotten it. */
    static final long REST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Events do not wait longer: who takes over for this member relies on it (docs/protocols/entry-events.md). */
    static final long EVENTS_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int FRAME_BYTES = 32 * 1024;

    private final LongSupplier sessions;
    private final Gap gap;
    private final ArrayDeque<LinkItem> underWay = new ArrayDeque<>();
    private final ArrayDeque<LinkItem> waiting = new ArrayDeque<>();
    private long session;
    private boolean open;
    private boolean greeted;
    private boolean probeDue;
    private boolean probeOut;
    private long probedAt;
    private long acknowledged;
    /** How many items under way are sent in this round; fewer than all while they are sent again. */
    private int sent;

    private long underWayBytes;
    private long waitingBytes;
    private int waitingItems;
    private int lostMessages;
    private int lostEvents;

    /** Writes that something is missing. */
    @FunctionalInterface
    interface Gap {
        byte[] of(int messages, int events);
    }

    /** @param sessions numbers that rise over all links of a member */
    LinkSender(LongSupplier sessions, Gap gap) {
        this.sessions = sessions;
        this.gap = gap;
    }

    /**
     * Adds an item.
     *
     * @return items that had to go to make room
     */
    List<LinkItem> add(LinkItem item, long now) {
        if (session == 0) {
            begin(now);
        }
        waiting.add(item);
        count(item, 1);
        return waitingBytes <= WAITING_MAX_BYTES && waitingItems <= WAITING_MAX_ITEMS ? List.of() : makeRoom();
    }

    /** Whether anything was ever said, so that the peer knows what this member was interested in. */
    boolean isBegun() {
        return session != 0;
    }

    /** Whether the peer waits to hear what this member is interested in. */
    boolean isToGreet() {
        return open && !greeted;
    }

    boolean isGreeted() {
        return greeted;
    }

    /** Comes before everything that waits. */
    void greet(List<LinkItem> greeting) {
        for (int i = greeting.size() - 1; i >= 0; i--) {
            waiting.addFirst(greeting.get(i));
        }
        greeted = true;
    }

    /** The next frame to send, or null. */
    @Nullable
    LinkFrame next(long now) {
        if (probeDue) {
            probeDue = false;
            probeOut = true;
            probedAt = now;
            return new LinkFrame.Probe(session, !open);
        }
        if (!open || !greeted) {
            return null;
        }
        if (lostMessages + lostEvents > 0) {
            waiting.addFirst(new LinkItem(LinkItem.Kind.GAP, gap.of(lostMessages, lostEvents), null));
            lostMessages = 0;
            lostEvents = 0;
        }
        return sent < underWay.size() ? again() : further(now);
    }

    private LinkFrame again() {
        long first = acknowledged + sent + 1;
        List<byte[]> items = new ArrayList<>();
        int bytes = 0;
        int at = 0;
        for (LinkItem item : underWay) {
            if (at++ >= sent) {
                if (!items.isEmpty() && bytes + item.size() > FRAME_BYTES) {
                    break;
                }
                items.add(item.bytes());
                bytes += item.size();
            }
        }
        sent += items.size();
        return new LinkFrame.Items(session, first, items);
    }

    private @Nullable LinkFrame further(long now) {
        long first = acknowledged + underWay.size() + 1;
        List<byte[]> items = new ArrayList<>();
        int bytes = 0;
        LinkItem item = waiting.peekFirst();
        while (item != null
                && (underWay.isEmpty() || underWayBytes + item.size() <= UNDER_WAY_MAX_BYTES)
                && (items.isEmpty() || bytes + item.size() <= FRAME_BYTES)) {
            if (underWay.isEmpty()) {
                probedAt = now;
            }
            waiting.removeFirst();
            count(item, -1);
            underWay.add(item);
            underWayBytes += item.size();
            sent++;
            items.add(item.bytes());
            bytes += item.size();
            item = waiting.peekFirst();
        }
        return items.isEmpty() ? null : new LinkFrame.Items(session, first, items);
    }

    /**
     * The peer says how far it is.
     *
     * @return what has arrived, in order
     */
    List<LinkItem> acknowledged(LinkFrame.Ack ack, long now) {
        if (ack.session() != session || ack.upTo() > acknowledged + underWay.size() || ack.unknown()) {
            return List.of();
        }
        List<LinkItem> arrived = new ArrayList<>();
        while (acknowledged < ack.upTo()) {
            LinkItem item = underWay.removeFirst();
            underWayBytes -= item.size();
            arrived.add(item);
            acknowledged++;
            sent = Math.max(0, sent - 1);
        }
        if (!arrived.isEmpty()) {
            probedAt = now;
        }
        if (ack.probed() && probeOut) {
            probeOut = false;
            open = true;
            sent = 0;
            probedAt = now;
        }
        return arrived;
    }

    /**
     * The peer has forgotten the session, or never knew it: begins another.
     *
     * @return what was under way, whose fate nobody knows
     */
    List<LinkItem> unknown(LinkFrame.Ack ack, long now) {
        return ack.session() == session && ack.unknown() && open ? restart(now) : List.of();
    }

    /**
     * Begins another session.
     *
     * @return what was under way, whose fate nobody knows
     */
    List<LinkItem> restart(long now) {
        if (session == 0) {
            return List.of();
        }
        List<LinkItem> lost = new ArrayList<>(underWay);
        lost.forEach(this::noteLost);
        // A greeting that waits is of the old session; interests are told anew.
        waiting.removeIf(item -> !item.isBounded() && item.settled() == null && noteLost(item));
        underWay.clear();
        underWayBytes = 0;
        begin(now);
        return lost;
    }

    /** Every few milliseconds; true if there is something to send because of it. */
    boolean poll(long now) {
        if (session != 0 && now - probedAt >= probeAfter()) {
            probeDue = true;
        }
        dropLate(now);
        return probeDue;
    }

    private long probeAfter() {
        if (!open) {
            return OPENING_PROBE_NANOS;
        }
        return underWay.isEmpty() ? REST_PROBE_NANOS : PROBE_NANOS;
    }

    private void dropLate(long now) {
        LinkItem oldest = waiting.peekFirst();
        while (oldest != null && oldest.kind() == LinkItem.Kind.EVENT && now - oldest.addedAt() > EVENTS_WAIT_NANOS) {
            waiting.removeFirst();
            count(oldest, -1);
            noteLost(oldest);
            oldest = waiting.peekFirst();
        }
    }

    /** Takes out everything that has not arrived; the peer is gone. */
    List<LinkItem> end() {
        List<LinkItem> all = new ArrayList<>(underWay);
        all.addAll(waiting);
        underWay.clear();
        waiting.clear();
        underWayBytes = 0;
        waitingBytes = 0;
        waitingItems = 0;
        return all;
    }

    long underWayBytes() {
        return underWayBytes;
    }

    private void begin(long now) {
        session = sessions.getAsLong();
        open = false;
        greeted = false;
        probeDue = true;
        probeOut = false;
        probedAt = now;
        acknowledged = 0;
        sent = 0;
    }

    private List<LinkItem> makeRoom() {
        List<LinkItem> gone = new ArrayList<>();
        var oldest = waiting.iterator();
        while ((waitingBytes > WAITING_MAX_BYTES * 3L / 4 || waitingItems > WAITING_MAX_ITEMS * 3 / 4)
                && oldest.hasNext()) {
            LinkItem item = oldest.next();
            if (item.isBounded()) {
                oldest.remove();
                count(item, -1);
                noteLost(item);
                gone.add(item);
            }
        }
        return gone;
    }

    private boolean noteLost(LinkItem item) {
        boolean any = item.kind() == LinkItem.Kind.GAP;
        lostMessages += any || item.kind() == LinkItem.Kind.MESSAGE ? 1 : 0;
        lostEvents += any || item.kind() == LinkItem.Kind.EVENT ? 1 : 0;
        return true;
    }

    private void count(LinkItem item, int sign) {
        if (item.isBounded()) {
            waitingBytes += (long) sign * item.size();
            waitingItems += sign;
        }
    }
}
