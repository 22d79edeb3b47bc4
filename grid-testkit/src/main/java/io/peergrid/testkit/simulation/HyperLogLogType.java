package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridHyperLogLog;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A count of different elements: about those that were added before, and those that may have been. */
final class HyperLogLogType implements SimulatedType {
    private static final String NAME = "hyperloglog0";

    /** Far more than the error of so small counts. */
    private static final double ERROR = 0.05;

    private final Attempts<String, Boolean> additions;
    private final Attempts<String, Long> counts;

    HyperLogLogType(LongSupplier clock) {
        additions = new Attempts<>(clock);
        counts = new Attempts<>(clock);
    }

    Attempts<String, Boolean> additions() {
        return additions;
    }

    Attempts<String, Long> counts() {
        return counts;
    }

    @Override
    public String name() {
        return "hyperloglog";
    }

    @Override
    public List<String> keys() {
        return List.of(NAME);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        if (random.chance(0.2)) {
            return counts.of(client, "the count", () -> log(at).count());
        }
        // All are different, though their names may be long known.
        String element = client + '#' + additions.size();
        return additions.of(client, element, () -> log(at).add(element));
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return counts.of("final", "the count", () -> log(at).count());
    }

    @Override
    public @Nullable String problem() {
        for (Attempt<String, Long> count : counts.all()) {
            Long seen = count.answer;
            if (!count.ok() || seen == null) {
                continue;
            }
            long least = additions.all().stream()
                    .filter(each -> each.precedes(count))
                    .count();
            long most = additions.all().stream()
                    .filter(each -> each.mayPrecede(count))
                    .count();
            if (seen < least - error(least) || seen > most + error(most)) {
                return "not from " + least + " to " + most + ": " + count;
            }
        }
        return null;
    }

    private static double error(long count) {
        return 2 + count * ERROR;
    }

    @Override
    public int operations() {
        return additions.size() + counts.size();
    }

    private static AsyncGridHyperLogLog<String> log(SimulatedMember at) {
        return at.grid().hyperLogLog(NAME, String.class).async();
    }
}
