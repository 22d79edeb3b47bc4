package io.peergrid.link;

import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Both halves of the links with one member. Thread-safe: one lock for what is sent, another for what comes. */
final class Peer {
    final MemberId id;
    private final LinkSender sender;
    private final LinkReceiver receiver = new LinkReceiver();
    private final Object receiving = new Object();
    private boolean sending;
    private boolean ended;

    Peer(MemberId id, LongSupplier sessions) {
        this.id = id;
        sender = new LinkSender(sessions, Links::gap);
    }

    /** What had to go. */
    synchronized List<LinkItem> add(LinkItem item, long now) {
        return ended ? List.of(item) : sender.add(item, now);
    }

    synchronized void addIfGreeted(LinkItem item, long now) {
        if (!ended && sender.isGreeted()) {
            // Standing items make nothing go.
            var unused = sender.add(item, now);
        }
    }

    synchronized void greet(List<LinkItem> greeting) {
        if (sender.isToGreet()) {
            sender.greet(greeting);
        }
    }

    synchronized boolean isToGreet() {
        return sender.isToGreet();
    }

    /** Whether the caller is the one who sends now; it has to call {@link #next} until that is null. */
    synchronized boolean beginSending() {
        if (sending || ended) {
            return false;
        }
        sending = true;
        return true;
    }

    synchronized @Nullable LinkFrame next(long now) {
        LinkFrame frame = ended ? null : sender.next(now);
        sending = frame != null;
        return frame;
    }

    synchronized boolean isDue(long now) {
        return sender.poll(now);
    }

    synchronized List<LinkItem> acknowledged(LinkFrame.Ack ack, long now) {
        return sender.acknowledged(ack, now);
    }

    synchronized List<LinkItem> unknown(LinkFrame.Ack ack, long now) {
        return sender.unknown(ack, now);
    }

    synchronized List<LinkItem> restart(long now) {
        return sender.restart(now);
    }

    synchronized List<LinkItem> end() {
        ended = true;
        return sender.end();
    }

    LinkFrame.@Nullable Ack take(LinkFrame frame, Consumer<byte[]> handler) {
        synchronized (receiving) {
            if (frame instanceof LinkFrame.Probe probe) {
                return receiver.probed(probe);
            }
            return receiver.take((LinkFrame.Items) frame, handler);
        }
    }
}
