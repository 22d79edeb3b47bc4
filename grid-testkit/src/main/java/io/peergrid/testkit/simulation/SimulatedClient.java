package io.peergrid.testkit.simulation;

import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.simulation.Simulation;
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

/** A client of the asynchronous maps; each operation is recorded with virtual time. */
final class SimulatedClient extends Inhabitant {
    /** Process names of expiries begin so; they are no operations of clients. */
    static final String EXPIRY = "expiry-";

    private final Scenario scenario;
    private final HistoryRecorder recorder;
    private final Map<String, Object> lastSeen;
    private final Set<String> expiring;
    private long number;
    private HistoryRecorder.@Nullable Invocation open;

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
        super(simulation, "c" + index, members, scenario.thinkNanos());
        this.scenario = scenario;
        this.recorder = recorder;
        this.lastSeen = lastSeen;
        this.expiring = expiring;
    }

    @Override
    void died() {
        if (open != null) {
            open.info();
        }
        open = null;
    }

    @Override
    void operate(SimulatedMember at) {
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
        operateOnString(at, Scenario.stringKey(key));
    }

    private void operateOnString(SimulatedMember at, String key) {
        String fresh = name() + '-' + ++number;
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 ->
                send(Action.read(key), () -> at.strings(key).get(key), value -> value);
            case 6, 7, 8, 9 ->
                send(Action.write(key, fresh), () -> at.strings(key).put(key, fresh), old -> old);
            case 10, 11 ->
                sendUnseen(Action.write(key, fresh), () -> at.strings(key).set(key, fresh));
            case 12, 13, 14, 15 -> cas(at, key, fresh);
            case 16 -> send(Action.delete(key), () -> at.strings(key).remove(key), old -> old);
            case 17 -> send(Action.delete(key), () -> at.strings(key).delete(key), existed -> existed);
            case 18 ->
                send(
                        Action.cas(key, null, fresh),
                        () -> at.strings(key).putIfAbsent(key, fresh),
                        found -> found == null);
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
                    () -> at.strings(key).replace(key, expected, fresh),
                    replaced -> replaced);
        } else {
            send(Action.read(key), () -> at.strings(key).get(key), value -> value);
        }
    }

    private void putExpiring(SimulatedMember at, String key, String fresh) {
        Duration timeToLive = Duration.ofMillis(random.nextInt(50, 2_000));
        mayExpire(key, fresh);
        send(Action.write(key, fresh), () -> at.strings(key).put(key, fresh, timeToLive), old -> old);
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
        int inLife = life();
        HistoryRecorder.Invocation invocation = recorder.begin(name() + '.' + inLife, action);
        open = invocation;
        CompletionStage<@Nullable T> stage;
        try {
            stage = call.get();
        } catch (GridException refused) {
            fail(invocation, refused);
            over(inLife);
            return;
        }
        var unused = stage.whenComplete((value, error) -> {
            if (error == null) {
                ending.end(invocation, value);
            } else {
                fail(invocation, error);
            }
            over(inLife);
        });
    }

    private void over(int inLife) {
        if (inLife == life()) {
            open = null;
        }
        ended(inLife);
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
