package io.peergrid.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.EntryEvent;
import io.peergrid.link.Interest;
import io.peergrid.link.Interests;
import io.peergrid.link.Links;
import io.peergrid.partition.SlotLayout;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.store.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member that leads slots before it has heard who listens. */
class LateInterestTest {
    private static final MemberId OLD = new MemberId(1, 1);
    private static final MemberId NEWCOMER = new MemberId(2, 2);
    private static final int SLOTS = 16;
    private static final Key KEY = new Key(7, new byte[] {1});

    private final Queue<Runnable> network = new ArrayDeque<>();
    private final Map<MemberId, One> members = new HashMap<>();
    private final List<EntryEvent<String, String>> got = new ArrayList<>();
    private long now = 1;

    private final Clock clock = new Clock() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long wallMillis() {
            return now / 1_000_000;
        }
    };

    private final class One implements Transport {
        final MemberId id;
        final Links links = new Links(this, clock);
        final Interests interests = new Interests(links, clock, Runnable::run);
        final EntryChanges changes = new EntryChanges(
                links,
                interests,
                new EntryChanges.Copies(SlotLayout.of(SLOTS), slot -> 0, () -> true, 1_000),
                clock,
                Runnable::run);

        One(MemberId id) {
            this.id = id;
        }

        @Override
        public MemberId self() {
            return id;
        }

        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            network.add(() -> members.get(to).links.received(id, frame));
        }

        @Override
        public Set<MemberId> reachable() {
            return Set.of();
        }

        @Override
        public void start(Listener listener) {}

        @Override
        public void close() {}
    }

    private final One old = new One(OLD);
    private final One newcomer = new One(NEWCOMER);

    @BeforeEach
    void oneIsThere() {
        members.put(OLD, old);
        members.put(NEWCOMER, newcomer);
        old.interests.installed(Set.of(OLD), 3);
    }

    private void listen() {
        EntryTarget<String, String> target = new EntryTarget<>(Key::toString, slice -> "", got::add);
        var unused = old.changes.listen(new Interest(Interest.Kind.ENTRY, KEY), target, now + 10_000_000_000L);
    }

    private void bothInstall(long epoch) {
        old.interests.installed(Set.of(OLD, NEWCOMER), epoch);
        newcomer.interests.installed(Set.of(OLD, NEWCOMER), epoch);
    }

    private void settle() {
        for (int i = 0; i < 10; i++) {
            for (Runnable frame = network.poll(); frame != null; frame = network.poll()) {
                frame.run();
            }
            now += 100_000_000;
            old.links.poll(now);
            newcomer.links.poll(now);
        }
    }

    @Test
    void whoListenedBeforeIsToldThatItMayHaveMissedSomething() {
        listen();
        newcomer.changes.joined(4);
        bothInstall(4);
        newcomer.changes.tookOver(KEY.slot(SlotLayout.of(SLOTS)), 5);
        settle();

        assertThat(got).singleElement().satisfies(event -> {
            assertThat(event.cause()).isEqualTo(EntryEvent.Cause.MISSED);
            assertThat(event.slots()).isNotNull();
        });
    }

    @Test
    void whoIsKnownToListenMissesNothing() {
        listen();
        newcomer.changes.joined(4);
        bothInstall(4);
        settle();
        newcomer.changes.tookOver(KEY.slot(SlotLayout.of(SLOTS)), 5);
        settle();

        assertThat(got).isEmpty();
    }

    @Test
    void whoWaitsForTheNewcomerMissesNothing() {
        newcomer.changes.joined(4);
        bothInstall(4);
        listen();
        newcomer.changes.tookOver(KEY.slot(SlotLayout.of(SLOTS)), 5);
        settle();

        assertThat(got).isEmpty();
    }
}
