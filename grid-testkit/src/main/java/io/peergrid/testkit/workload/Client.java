package io.peergrid.testkit.workload;

import io.peergrid.GridClosedException;
import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.HistoryRecorder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread of a workload: one operation after the other, at one member after the other. */
final class Client implements Runnable {
    static final int OWN_KEYS = 40;
    static final int SHARED_KEYS = 4;

    private static final long PACE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final String name;
    private final Supplier<List<Registers>> members;
    private final HistoryRecorder recorder;
    private final SplittableRandom random;
    private final LongAdder acknowledged;
    private final LongAdder refused;
    private final LongAdder unknown;
    private final int first;
    private long number;
    private volatile boolean resting;

    Client(
            int index,
            Supplier<List<Registers>> members,
            HistoryRecorder recorder,
            LongAdder acknowledged,
            LongAdder refused,
            LongAdder unknown) {
        this.name = "client-" + index;
        this.first = index;
        this.members = members;
        this.recorder = recorder;
        this.random = new SplittableRandom(index);
        this.acknowledged = acknowledged;
        this.refused = refused;
        this.unknown = unknown;
    }

    void rest() {
        resting = true;
    }

    @Override
    public void run() {
        for (int turn = first; !resting; turn++) {
            List<Registers> usable = members.get();
            if (!usable.isEmpty()) {
                operate(usable.get(Math.floorMod(turn, usable.size())));
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    /** Half of the writes go to keys nobody else writes; the others meet on a few keys and two counters. */
    private void operate(Registers map) {
        long fresh = ++number;
        String own = name + "-key-" + random.nextInt(OWN_KEYS);
        String shared = "shared-" + random.nextInt(SHARED_KEYS);
        String counter = "counter-" + random.nextInt(2);
        long distinct = fresh * 1_000 + first;
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> record(Action.write(own, fresh), () -> map.put(own, fresh));
            case 4 -> record(Action.read(own), () -> map.get(own));
            case 5, 6 -> record(Action.read(shared), () -> map.get(shared));
            case 7 -> record(Action.write(shared, distinct), () -> map.put(shared, distinct));
            case 8 -> swap(map, shared, distinct);
            default -> record(Action.increment(counter, 1), () -> map.increment(counter));
        }
    }

    private void swap(Registers map, String key, long fresh) {
        Long seen = record(Action.read(key), () -> map.get(key));
        if (seen != null) {
            record(Action.cas(key, seen, fresh), () -> map.replace(key, seen, fresh));
        }
    }

    private <T> @Nullable T record(Action action, Supplier<@Nullable T> call) {
        HistoryRecorder.Invocation invocation = recorder.begin(name, action);
        try {
            T result = call.get();
            invocation.ok(result);
            acknowledged.increment();
            return result;
        } catch (GridUnavailableException | GridClosedException surelyNot) {
            invocation.fail();
            refused.increment();
        } catch (GridException mayBe) {
            invocation.info();
            unknown.increment();
        }
        return null;
    }
}
