package io.peergrid.near;

import io.peergrid.GridException;
import io.peergrid.NearCopies;
import io.peergrid.near.NearFrame.Answer;
import io.peergrid.near.NearFrame.Ask;
import io.peergrid.near.NearFrame.Told;
import io.peergrid.near.NearPeer.Namespaces;
import io.peergrid.near.NearPeer.Pace;
import io.peergrid.near.NearTeller.Sending;
import io.peergrid.near.NearTeller.Standing;
import io.peergrid.partition.SlotSet;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A member's near copies, and what it tells others about theirs: both sides wired to clock and network. Thread-safe. */
public final class NearDesk {
    private static final long ASK_AT_LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** So many questions fit into the bound: some may be lost. */
    private static final int ASKS_IN_BOUND = 4;
    /** A wall clock that runs so far ahead of the monotonic one between two polls: the machine was suspended, and the latter stood still. */
    private static final long SUSPENDED_MILLIS = 50;

    private static final int[] NO_SLOTS = {};
    private static final long NO_EPOCH = -1;

    private final Transport transport;
    private final Clock clock;
    private final Executor upkeep;
    private final int slotCount;
    private final NearRules rules;
    private final Serving serving;
    private final NearReader reader;
    private final NearTeller teller = new NearTeller();
    private final Map<Id, NearValues<?>> opened = new ConcurrentHashMap<>();
    private final Map<Long, List<Held<?>>> held = new ConcurrentHashMap<>();
    private volatile Consumer<Boolean> onHolders = any -> {};
    private volatile Set<MemberId> takePart = Set.of();
    private final Map<Long, Boolean> hotKeysOnly = new ConcurrentHashMap<>();
    private volatile Namespaces namespaces = new Namespaces(new long[0], new long[0]);
    private volatile Consumer<Boolean> onReads = any -> {};
    private volatile long askEveryNanos = ASK_AT_LEAST_NANOS;
    /** Slots that this member leads or is about to: a few too many do no harm. */
    private volatile BitSet leads = new BitSet();

    private volatile int[] led = NO_SLOTS;
    private volatile long epoch = NO_EPOCH;
    private boolean holders;
    private boolean countsReads;
    private long polledAt;
    private long polledAtMillis;

    /** How this member serves slots. Any thread; takes no lock. */
    public interface Serving {
        boolean leaseValid(long nowNanos);

        /** Whether it answers for a slot that it leads. */
        boolean serves(int slot);
    }

    private record Id(long namespace, Class<?> keyType, Class<?> valueType) {}

    private record Held<K>(NearValues<K> values, Function<Key, K> keys) {
        void changed(Key key) {
            K typed;
            try {
                typed = keys.apply(key);
            } catch (GridException unreadable) {
                // Written through a handle of another type.
                values.allChanged();
                return;
            }
            values.changed(typed);
        }
    }

    /** @param upkeep where room is made for further copies: nothing that a reader waits for */
    public NearDesk(
            Transport transport, Clock clock, Executor upkeep, int slotCount, NearRules rules, Serving serving) {
        this.transport = transport;
        this.clock = clock;
        this.upkeep = upkeep;
        this.slotCount = slotCount;
        this.rules = rules;
        this.serving = serving;
        reader = new NearReader(transport.self(), rules, slotCount, this::forget);
        polledAt = clock.nanoTime();
        polledAtMillis = clock.wallMillis();
    }

    /** Is told whether {@link #changed} has to be called. Before the first frame comes. */
    public void onHolders(Consumer<Boolean> told) {
        onHolders = told;
    }

    /**
     * The near copies of a namespace, as objects of these types; the same ones each time.
     *
     * @param valueType what is kept; all who give the same keep the same
     * @param keys reads a key; fails with {@link GridException} for one that is of another type
     */
    @SuppressWarnings("unchecked")
    public synchronized <K> NearValues<K> open(
            long namespace, Class<K> keyType, Class<?> valueType, Function<Key, K> keys, NearCopies settings) {
        Id id = new Id(namespace, keyType, valueType);
        NearValues<?> known = opened.get(id);
        if (known != null) {
            return (NearValues<K>) known;
        }
        NearValues<K> values = new NearValues<>(reader, clock, upkeep, settings);
        opened.put(id, values);
        boolean first = !held.containsKey(namespace);
        held.computeIfAbsent(namespace, any -> new CopyOnWriteArrayList<>()).add(new Held<>(values, keys));
        hotKeysOnly.merge(namespace, settings.hotKeysOnly(), Boolean::logicalAnd);
        askEveryNanos = Math.min(askEveryNanos, settings.staleness().toNanos() / ASKS_IN_BOUND);
        if (first) {
            namespaces = new Namespaces(namespaces(false), namespaces(true));
            // What was proven so far was so without this namespace.
            reader.beginAnew();
        }
        return values;
    }

    private long[] namespaces(boolean hot) {
        return hotKeysOnly.entrySet().stream()
                .filter(each -> each.getValue() == hot)
                .mapToLong(Map.Entry::getKey)
                .sorted()
                .toArray();
    }

    /** Is told whether {@link #read} has to be called. Before the first frame comes. */
    public void onReads(Consumer<Boolean> told) {
        onReads = told;
    }

    /** A key was read by others. Only while somebody holds copies of hot keys. */
    public void read(Key key) {
        teller.read(key);
    }

    /** Entries of a slot were changed by this member in a way that does not tell which. */
    public void slotChanged(int slot) {
        reader.fenceOff(slot);
    }

    /** An entry was changed, and its slot's lock is held. Only while somebody holds copies. */
    public void changed(int slot, Key key) {
        if (leads.get(slot)) {
            teller.changed(key);
        }
    }

    /** @throws WireFormatException if it is no frame about near copies */
    public void received(MemberId from, byte[] bytes) {
        NearFrame frame = NearFrame.read(bytes, slotCount);
        if (frame instanceof Ask ask) {
            asked(from, ask);
        } else if (frame instanceof Told told) {
            told(from, told);
        } else if (frame instanceof Answer answer) {
            reader.answered(from, answer, clock.nanoTime());
        }
    }

    private void asked(MemberId from, Ask ask) {
        if (!takePart.contains(from)) {
            return;
        }
        teller.asked(from, ask, clock.nanoTime());
        tellHolders();
        Standing standing = standing();
        if (standing != null) {
            send(teller.answer(from, ask, standing));
        }
    }

    /** The epoch, the slots, the lease, then the epoch again: whoever stood still in between says nothing. */
    private @Nullable Standing standing() {
        long before = epoch;
        SlotSet stopped = SlotSet.of(Arrays.stream(led)
                .filter(slot -> !rules.isServing(serving.serves(slot)))
                .toArray());
        boolean valid = before != NO_EPOCH && (serving.leaseValid(clock.nanoTime()) || !rules.needsLease());
        return valid && before == epoch ? new Standing(before, stopped) : null;
    }

    private void told(MemberId from, Told told) {
        WireReader in = new WireReader(told.keys());
        while (in.remaining() > 0) {
            Key key = Key.readFrom(in, told.keys());
            forget(key);
        }
        reader.told(from, told);
    }

    private void forget(Key key) {
        held.getOrDefault(key.namespace(), List.of()).forEach(each -> each.changed(key));
    }

    /** A configuration follows in a moment. On the protocol thread, before this member acts on it. */
    public void installing(@Nullable SlotTable before, SlotTable now) {
        epoch = NO_EPOCH;
        reader.installing(before, now);
        BitSet more = ledIn(now);
        more.or(leads);
        leads = more;
    }

    /** On the protocol thread, when all parts of this member act on the configuration. */
    public void installed(SlotTable now, long installedEpoch, Set<MemberId> members) {
        takePart = Set.copyOf(members);
        teller.installed(takePart);
        leads = ledIn(now);
        led = leads.stream().toArray();
        epoch = installedEpoch;
        reader.installed(now, installedEpoch, takePart);
        tellHolders();
    }

    private BitSet ledIn(SlotTable table) {
        BitSet slots = new BitSet(slotCount);
        for (int slot = 0; slot < slotCount; slot++) {
            if (transport.self().equals(table.assignment(slot).primary())) {
                slots.set(slot);
            }
        }
        return slots;
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now, long wallMillis) {
        long ran = TimeUnit.NANOSECONDS.toMillis(now - polledAt);
        if (wallMillis - polledAtMillis - ran > SUSPENDED_MILLIS) {
            reader.fenceOffAll();
        }
        polledAt = now;
        polledAtMillis = wallMillis;
        if (!held.isEmpty()) {
            reader.poll(now, pace(), () -> namespaces)
                    .forEach((peer, ask) -> transport.send(peer, Transport.Lane.DATA, ask.toBytes()));
        }
        if (teller.hasHolders()) {
            send(teller.poll(now));
            tellHolders();
        }
    }

    private Pace pace() {
        boolean any = namespaces.all().length > 0;
        return new Pace(askEveryNanos, any ? askEveryNanos : Math.max(askEveryNanos, NearTeller.TURN_NANOS));
    }

    private synchronized void tellHolders() {
        boolean reads = teller.wantsHot();
        if (reads != countsReads) {
            countsReads = reads;
            onReads.accept(reads);
        }
        boolean any = teller.hasHolders();
        if (any != holders) {
            holders = any;
            onHolders.accept(any);
        }
    }

    private void send(List<Sending> due) {
        due.forEach(each ->
                transport.send(each.to(), Transport.Lane.DATA, each.frame().toBytes()));
    }
}
