package io.peergrid.near;

import io.peergrid.NearCopies;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotRange;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/** A holder and the member that leads all slots, with a network between them that does as it is told. */
abstract class TwoDesks {
    static final int SLOTS = 8;
    static final int SLOT = 3;
    static final long NAMESPACE = 77;
    static final Key KEY = new Key(NAMESPACE, "k".getBytes(StandardCharsets.UTF_8));
    static final MemberId HOLDER = new MemberId(0, 1);
    static final MemberId OWNER = new MemberId(0, 2);
    static final MemberId THIRD = new MemberId(0, 3);
    static final Set<MemberId> ALL = Set.of(HOLDER, OWNER, THIRD);

    final TestClock clock = new TestClock();
    final Deque<byte[]> toOwner = new ArrayDeque<>();
    final Deque<byte[]> toHolder = new ArrayDeque<>();
    final Set<Integer> stopped = new HashSet<>();
    boolean lease = true;
    NearDesk holder;
    NearDesk owner;
    NearValues<String> values;

    static final class TestClock implements Clock {
        long nanos = 1_000;
        long wall;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return wall + nanos / 1_000_000;
        }
    }

    private record Wire(MemberId self, Deque<byte[]> out) implements Transport {
        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            if (to.equals(OWNER) || to.equals(HOLDER)) {
                out.add(frame);
            }
        }

        @Override
        public Set<MemberId> reachable() {
            return ALL;
        }

        @Override
        public void start(Listener listener) {}

        @Override
        public void close() {}
    }

    /** Of the holder. */
    abstract NearCopies settings();

    @BeforeEach
    void bothHaveInstalled() {
        NearDesk.Serving serving = new NearDesk.Serving() {
            @Override
            public boolean leaseValid(long nowNanos) {
                return lease;
            }

            @Override
            public boolean serves(int slot) {
                return !stopped.contains(slot);
            }
        };
        holder = new NearDesk(new Wire(HOLDER, toOwner), clock, Runnable::run, SLOTS, NearRules.standard(), serving);
        owner = new NearDesk(new Wire(OWNER, toHolder), clock, Runnable::run, SLOTS, NearRules.standard(), serving);
        install(holder, null, OWNER, 1);
        install(owner, null, OWNER, 1);
        values = holder.open(
                NAMESPACE,
                String.class,
                String.class,
                key -> new String(key.bytes(), StandardCharsets.UTF_8),
                settings());
    }

    static SlotTable led(MemberId primary, long term) {
        SlotAssignment assignment = new SlotAssignment(primary, term, List.of(primary), List.of(), List.of(), null);
        return SlotTable.of(List.of(new SlotRange(0, SLOTS, assignment)));
    }

    static void install(NearDesk desk, SlotTable before, MemberId primary, long epoch) {
        SlotTable now = led(primary, epoch);
        desk.installing(before, now);
        desk.installed(now, epoch, ALL);
    }

    void pass(long millis) {
        clock.nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        holder.poll(clock.nanoTime(), clock.wallMillis());
        owner.poll(clock.nanoTime(), clock.wallMillis());
    }

    void deliver(Deque<byte[]> way, MemberId from, NearDesk to) {
        while (!way.isEmpty()) {
            to.received(from, way.removeFirst());
        }
    }

    void exchange() {
        deliver(toOwner, HOLDER, owner);
        deliver(toHolder, OWNER, holder);
    }

    void changed() {
        owner.changed(SLOT, KEY);
    }
}
