package io.peergrid.node;

import io.peergrid.link.Interests;
import io.peergrid.link.Links;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.topic.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What members tell each other beside their slots: interests and messages. Wiring only. Thread-safe. */
final class Announcements {
    private static final long TELL_ANEW_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Links links;
    private final Interests interests;
    private final Topics topics;
    private final MemberId self;
    private final Clock clock;

    Announcements(NodePorts ports, Topics.Owners owners) {
        self = ports.transport().self();
        clock = ports.clock();
        links = new Links(ports.transport(), ports.clock());
        interests = new Interests(links, ports.clock(), ports.callbacks());
        topics = new Topics(links, interests, owners, ports.clock(), ports.callbacks());
        links.onGaps((from, messages, events) -> topics.missing(messages));
    }

    Topics topics() {
        return topics;
    }

    void received(MemberId from, byte[] frame) {
        links.received(from, frame);
    }

    /** On the protocol thread. */
    void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        Set<MemberId> takePart = new HashSet<>();
        for (Member member : now.members()) {
            if (GridMembers.takesPart(now, member.id())) {
                takePart.add(member.id());
            }
        }
        interests.installed(takePart);
        topics.installed();
        boolean unbroken = before != null && before.epoch() + 1 == now.epoch() && takePart.contains(self);
        if (before != null && !unbroken) {
            topics.missing(1);
            var unused = interests.tellAnew(clock.nanoTime() + TELL_ANEW_NANOS);
        }
    }

    /** On the protocol thread, every few milliseconds. */
    void poll(long now) {
        links.poll(now);
        interests.poll(now);
        topics.poll(now);
    }

    void close() {
        topics.close();
        links.close();
    }
}
