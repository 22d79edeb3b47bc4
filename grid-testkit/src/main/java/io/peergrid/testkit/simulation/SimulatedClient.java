package io.peergrid.testkit.simulation;

import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.simulation.Simulation;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.HistoryRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client inside a member: one operation after the other through the asynchronous map, each recorded with virtual time.
 * When its member's process ends, so does its operation, with unknown outcome; it goes on elsewhere as a new process.
 */
final class SimulatedClient {
    /** Process names of expiries begin so; they are no operations of clients. */
    static final String EXPIRY = "expiry-";

    private static final long RETRY_NANOS = 100 * Scenario.MILLIS;
    private static final long LOOK_NANOS = 250 * Scenario.MILLIS;

    private final Simulation simulation;
    private final Scenario scenario;
    private final SplitMixRandom random;
    private final HistoryRecorder recorder;
    private final Supplier<List<SimulatedMember>> members;
    private final Map<String, Object> lastSeen;
    private final Set<String> expiring;
    private final String name;
    private int life;
    private long number;
    private @Nullable SimulatedMember home;
    private HistoryRecorder.@Nullable Invocation open;
    private boolean busy;
    private boolean resting;

    /**
     * @param lastSeen what clients saw last of each key, shared by all: what a cas expects
     * @param expiring values written with a time to live, shared by all
     */
    SimulatedClient(
            Simulation simulation,
            Scenario scenario,
            int index,
            HistoryRecorder recorder,
            Supplier<List<SimulatedMember>> members,
            Map<String, Object> lastSeen,
            Set<String> expiring) {
        this.simulation = simulation;
        this.scenario = scenario;
        this.random = simulation.stream("client" + index);
        this.recorder = recorder;
        this.members = members;
        this.lastSeen = lastSeen;
        this.expiring = expiring;
        this.name = "c" + index;
    }

    void start() {
        next();
        look();
    }

    /** Starts no further operation. */
    void rest() {
        resting = true;
    }

    boolean busy() {
        return busy;
    }

    private void look() {
        SimulatedMember at = home;
        if (busy && at != null && !at.alive()) {
            if (open != null) {
                open.info();
            }
            life++;
            home = null;
            ended();
        }
        if (!resting || busy) {
            var unused = simulation.after(LOOK_NANOS, this::look);
        }
    }

    private void ended() {
        open = null;
        busy = false;
        next();
    }

    private void next() {
        if (!resting) {
            long think = (long) (-Math.log(1 - random.nextDouble()) * scenario.thinkNanos());
            var unused = simulation.after(think, this::begin);
        }
    }

    private void begin() {
        if (resting || busy) {
            return;
        }
        if (home == null || !home.usable() || random.chance(0.05)) {
            List<SimulatedMember> usable =
                    members.get().stream().filter(SimulatedMember::usable).toList();
            if (usable.isEmpty()) {
                var unused = simulation.after(RETRY_NANOS, this::begin);
                return;
            }
            home = usable.get(random.nextInt(usable.size()));
        }
        busy = true;
        SimulatedMember at = home;
        int inLife = life;
        at.process().scheduler().execute(() -> {
            if (inLife == life) {
                operate(at);
            }
        });
    }

    private void operate(SimulatedMember at) {
        int key = random.nextInt(scenario.stringKeys() + scenario.counterKeys());
        if (key >= scenario.stringKeys()) {
            String counter = "n" + key;
            if (random.chance(0.35)) {
                send(Action.read(counter), () -> at.counters().get(counter), value -> value);
            } else {
                send(Action.increment(counter, 1), () -> at.counters().merge(counter, 1L, Long::sum), value -> value);
            }
            return;
        }
        operateOnString(at, "k" + key);
    }

    private void operateOnString(SimulatedMember at, String key) {
        String fresh = name + '-' + ++number;
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> send(Action.read(key), () -> at.strings().get(key), value -> value);
            case 6, 7, 8, 9 -> send(Action.write(key, fresh), () -> at.strings().put(key, fresh), old -> old);
            case 10, 11 ->
                sendUnseen(Action.write(key, fresh), () -> at.strings().set(key, fresh));
            case 12, 13, 14, 15 -> cas(at, key, fresh);
            case 16 -> send(Action.delete(key), () -> at.strings().remove(key), old -> old);
            case 17 -> send(Action.delete(key), () -> at.strings().delete(key), existed -> existed);
            case 18 ->
                send(Action.cas(key, null, fresh), () -> at.strings().putIfAbsent(key, fresh), found -> found == null);
            default -> putExpiring(at, key, fresh);
        }
    }

    private void cas(SimulatedMember at, String key, String fresh) {
        if (lastSeen.get(key) instanceof String expected) {
            if (expiring.contains(expected)) {
                // A replaced value keeps the time to live.
                mayExpire(key, fresh);
            }
            send(
                    Action.cas(key, expected, fresh),
                    () -> at.strings().replace(key, expected, fresh),
                    replaced -> replaced);
        } else {
            send(Action.read(key), () -> at.strings().get(key), value -> value);
        }
    }

    private void putExpiring(SimulatedMember at, String key, String fresh) {
        Duration timeToLive = Duration.ofMillis(random.nextInt(50, 2_000));
        mayExpire(key, fresh);
        send(Action.write(key, fresh), () -> at.strings().put(key, fresh, timeToLive), old -> old);
    }

    /** Wall clocks jump here, so the entry may expire at any time after the write began. */
    private void mayExpire(String key, String fresh) {
        expiring.add(fresh);
        recorder.begin(EXPIRY + fresh, Action.cas(key, fresh, null)).info();
    }

    private void sendUnseen(Action action, Supplier<CompletionStage<Void>> call) {
        Ending<@Nullable Void> unseen = (invocation, nothing) -> invocation.ok();
        record(action, call, unseen);
    }

    private <T> void send(
            Action action, Supplier<? extends CompletionStage<@Nullable T>> call, Function<@Nullable T, ?> shown) {
        record(action, call, (invocation, value) -> {
            Object result = shown.apply(value);
            if (result instanceof String) {
                lastSeen.put(action.key(), result);
            }
            invocation.ok(result);
        });
    }

    private <T> void record(
            Action action, Supplier<? extends CompletionStage<@Nullable T>> call, Ending<@Nullable T> ending) {
        HistoryRecorder.Invocation invocation = recorder.begin(name + '.' + life, action);
        open = invocation;
        int inLife = life;
        CompletionStage<@Nullable T> stage;
        try {
            stage = call.get();
        } catch (GridException refused) {
            fail(invocation, refused);
            ended();
            return;
        }
        var unused = stage.whenComplete((value, error) -> {
            if (error == null) {
                ending.end(invocation, value);
            } else {
                fail(invocation, error);
            }
            if (inLife == life) {
                ended();
            }
        });
    }

    private interface Ending<T> {
        void end(HistoryRecorder.Invocation invocation, T value);
    }

    private static void fail(HistoryRecorder.Invocation invocation, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof GridUnavailableException) {
            invocation.fail();
        } else if (cause instanceof GridException) {
            invocation.info();
        } else {
            throw new IllegalStateException("an operation ended with an error that no caller expects", cause);
        }
    }
}
