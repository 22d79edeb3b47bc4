package io.peergrid.link;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The receiving half of a link (docs/protocols/topics.md, section 2). Not thread-safe. */
final class LinkReceiver {
    private static final long NONE = -1;

    private long session = NONE;
    private long taken;

    /** What to answer to a Probe; null for one of a session that is over. */
    LinkFrame.@Nullable Ack probed(LinkFrame.Probe probe) {
        if (probe.session() < session) {
            return null;
        }
        if (probe.session() > session) {
            if (!probe.opening()) {
                return new LinkFrame.Ack(probe.session(), 0, true, true);
            }
            session = probe.session();
            taken = 0;
        }
        return new LinkFrame.Ack(session, taken, true, false);
    }

    /**
     * Hands on the items that were not handled before, in order.
     *
     * @param handler throws nothing: an item that cannot be read would read no better if it were sent again
     * @return what to answer; null for items of a session that is over
     */
    LinkFrame.@Nullable Ack take(LinkFrame.Items frame, Consumer<byte[]> handler) {
        if (frame.session() < session) {
            return null;
        }
        if (frame.session() > session) {
            return new LinkFrame.Ack(frame.session(), 0, false, true);
        }
        if (frame.first() > 0 && frame.first() <= taken + 1) {
            long number = frame.first();
            for (byte[] item : frame.items()) {
                if (number++ > taken) {
                    taken++;
                    handler.accept(item);
                }
            }
        }
        return new LinkFrame.Ack(session, taken, false, false);
    }
}
