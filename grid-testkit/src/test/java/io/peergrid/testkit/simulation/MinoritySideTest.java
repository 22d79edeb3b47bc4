package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.AsyncGridMap;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of three members is cut off; times count from the cut. */
final class MinoritySideTest {
    private static final long MILLIS = 1_000_000L;
    private static final long SECOND = 1_000 * MILLIS;
    private static final long LEASE = 500 * MILLIS;
    /** L + 300 ms and a look at it (protocol 2.5): until then a write may be sent to a member that cannot be reached. */
    private static final long NOTICED = 830 * MILLIS;
    /** For an answer that is under way when the lease ends. */
    private static final long UNDER_WAY = 20 * MILLIS;

    private static final int CUT_OFF = 2;
    private static final int KEYS = 16;

    private static final class Call {
        final boolean write;
        final long start;
        long end = -1;

        @Nullable
        Throwable error;

        Call(boolean write, long start) {
            this.write = write;
            this.start = start;
        }

        @Override
        public String toString() {
            return (write ? "write" : "read") + " from " + start + " to " + end + ": " + error;
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private long cut;

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90})
    void refusesWritesAndReadsWithinASecondAndSaysWhy(int phaseMillis) {
        Simulation simulation = new Simulation(phaseMillis);
        SimulatedNodes members = new SimulatedNodes(simulation, KEYS);
        members.found(3);
        simulation.runFor(SECOND + phaseMillis * MILLIS);

        cut = simulation.nowNanos();
        for (int other = 0; other < CUT_OFF; other++) {
            simulation.network().cut(CUT_OFF, other);
            simulation.network().cut(other, CUT_OFF);
        }
        AsyncGridMap<String, String> map = members.node(CUT_OFF)
                .grid()
                .map("values", String.class, String.class)
                .async();
        while (simulation.nowNanos() < cut + 2 * SECOND) {
            for (int key = 0; key < KEYS; key++) {
                begin(simulation, true, map.put("key" + key, "value"));
                begin(simulation, false, map.get("key" + key));
            }
            simulation.runFor(20 * MILLIS);
        }

        assertThat(calls.stream().filter(call -> problem(call) != null).map(call -> problem(call) + ": " + call))
                .isEmpty();
        assertThat(calls).filteredOn(call -> call.start - cut > SECOND).isNotEmpty();
    }

    private @Nullable String problem(Call call) {
        Throwable error = call.error;
        if (call.end < 0) {
            return "not ended";
        } else if (error == null) {
            return call.end - cut < LEASE + UNDER_WAY ? null : "answered without a lease";
        } else if (call.end > Math.max(cut + NOTICED, call.start + MILLIS)) {
            return "refused late";
        } else if (!String.valueOf(error.getMessage()).contains("majority")) {
            return "does not say why";
        }
        boolean definite = error instanceof GridUnavailableException
                && error.getMessage().contains("1 of 3 voters answer")
                && error.getMessage().contains("It goes on by itself when");
        boolean mayBeSent = call.write && call.start - cut < NOTICED;
        return definite || (mayBeSent && error instanceof OutcomeUnknownException) ? null : "no clear refusal";
    }

    private void begin(Simulation simulation, boolean write, CompletionStage<String> result) {
        Call call = new Call(write, simulation.nowNanos());
        calls.add(call);
        result.whenComplete((value, error) -> {
            call.end = simulation.nowNanos();
            call.error = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        });
    }
}
