package io.peergrid.node;

import io.peergrid.changes.EntryChanges;
import io.peergrid.changes.Takeovers;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.link.Interests;
import io.peergrid.link.Links;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.near.NearDesk;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.Replication;
import io.peergrid.topic.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What members tell each other beside their slots: interests, messages, and what happens to entries. Wiring only. Thread-safe. */
final class Announcements {
    private static final long TELL_ANEW_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Links links;
    private final Interests interests;
    private final Topics topics;
    private final EntryChanges changes;
    private final Takeovers takeovers;
    private final MemberId self;
    private final Clock clock;
    private volatile boolean closed;

    Announcements(
            NodePorts ports,
            Topics.Owners owners,
            KeyspaceStateMachine machine,
            Replication replication,
            EntryChanges.Copies copies,
            NearDesk near) {
        self = ports.transport().self();
        clock = ports.clock();
        links = new Links(ports.transport(), ports.clock());
        interests = new Interests(links, ports.clock(), ports.callbacks());
        topics = new Topics(links, interests, owners, ports.clock(), ports.callbacks());
        changes = new EntryChanges(links, interests, copies, ports.clock(), ports.callbacks());
        takeovers = new Takeovers(links.self(), changes, GridMembers::takesPart);
        links.onGaps((from, messages, events) -> {
            topics.missing(messages);
            if (events > 0) {
                changes.missedAnything();
            }
        });
        EntryWatchers watchers = new EntryWatchers(machine, changes, near);
        machine.watchEntries(watchers);
        replication.onCommits(changes);
        near.onHolders(watchers::held);
        interests.onEntries(any -> {
            watchers.listened(any);
            if (!any) {
                changes.forget();
            }
        });
    }

    Topics topics() {
        return topics;
    }

    EntryChanges changes() {
        return changes;
    }

    void received(MemberId from, byte[] frame) {
        links.received(from, frame);
    }

    /** On the protocol thread, before this member acts on the configuration. */
    void installing(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        takeovers.installing(before, now);
    }

    /** On the protocol thread. */
    void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        Set<MemberId> takePart = new HashSet<>();
        for (Member member : now.members()) {
            if (GridMembers.takesPart(now, member.id())) {
                takePart.add(member.id());
            }
        }
        boolean unbroken = before != null && before.epoch() + 1 == now.epoch() && takePart.contains(self);
        if (before == null || !unbroken || !GridMembers.takesPart(before, self)) {
            changes.joined(now.epoch());
        }
        interests.installed(takePart, now.epoch());
        topics.installed();
        if (interests.anyOfEntries()) {
            takeovers.installed(before, now, clock.nanoTime());
        }
        if (before != null && !unbroken) {
            topics.missing(1);
            changes.missedAnything();
            tellAnew();
        }
    }

    /** What happened until all know again what this member wants was not told to it. */
    private void tellAnew() {
        var unused = interests.tellAnew(clock.nanoTime() + TELL_ANEW_NANOS).thenAccept(all -> {
            changes.missedAnything();
            if (!all && !closed) {
                tellAnew();
            }
        });
    }

    /** On the protocol thread, every few milliseconds. */
    void poll(long now) {
        links.poll(now);
        interests.poll(now);
        topics.poll(now);
        changes.poll(now);
    }

    void close() {
        closed = true;
        topics.close();
        changes.close();
        links.close();
    }
}
