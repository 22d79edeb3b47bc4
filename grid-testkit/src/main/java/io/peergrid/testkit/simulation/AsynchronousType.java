package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridMap;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Logs in a map with asynchronous backups, to which clients append: what a failover takes is the end of a log, never something in between, and does not come back (I27). What is
 * appended is there once.
 */
final class AsynchronousType implements SimulatedType {
    /** What {@link #figures} counts. */
    static final String LOST = "acknowledged writes of asynchronous maps lost";

    private static final String MAP = "asynchronous";
    private static final List<String> KEYS =
            IntStream.range(0, 2).mapToObj(i -> MAP + i).toList();

    private final Attempts<Asked, List<String>> attempts;
    private final Map<String, Long> lastOfKeys = new HashMap<>();
    private int appended;

    AsynchronousType(LongSupplier clock) {
        attempts = new Attempts<>(clock);
    }

    /** @param item appended; null for a read */
    record Asked(String key, @Nullable String item) {}

    @Override
    public String name() {
        return "asynchronous maps";
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        return random.chance(0.3) ? read(key, at) : append(key, at);
    }

    private CompletionStage<?> read(String key, SimulatedMember at) {
        return attempts.of(
                "client", new Asked(key, null), () -> map(at).get(key).thenApply(AsynchronousType::items));
    }

    private CompletionStage<?> append(String key, SimulatedMember at) {
        String item = "i" + ++appended;
        return append(key, item, () -> map(at).merge(key, item, (log, added) -> log + ' ' + added));
    }

    /** @param call ends with the log as it is then */
    CompletionStage<?> append(String key, String item, Supplier<CompletionStage<@Nullable String>> call) {
        return attempts.of("client", new Asked(key, item), () -> call.get().thenApply(AsynchronousType::items));
    }

    private static List<String> items(@Nullable String log) {
        return log == null ? List.of() : List.of(log.split(" "));
    }

    private static AsyncGridMap<String, String> map(SimulatedMember at) {
        return at.grid().asynchronousMap(MAP, String.class, String.class).async();
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        CompletionStage<?> first = read(KEYS.get(0), at);
        return first.thenCompose(done -> read(KEYS.get(1), at));
    }

    @Override
    public @Nullable String problem() {
        for (String key : KEYS) {
            List<Attempt<Asked, List<String>>> seen = attempts.all().stream()
                    .filter(attempt -> attempt.ok() && attempt.asked.key().equals(key))
                    .toList();
            String problem = problem(seen);
            if (problem != null) {
                return key + ": " + problem;
            }
            noteLost(key, seen);
        }
        return null;
    }

    private static @Nullable String problem(List<Attempt<Asked, List<String>>> seen) {
        Map<String, Long> acknowledged = new HashMap<>();
        seen.forEach(attempt -> {
            if (attempt.asked.item() != null) {
                acknowledged.put(attempt.asked.item(), attempt.end);
            }
        });
        for (Attempt<Asked, List<String>> later : seen) {
            Set<String> there = new HashSet<>(items(later));
            if (there.size() != items(later).size()) {
                return "something was appended twice: " + items(later);
            }
            Set<String> gone = new HashSet<>();
            for (Attempt<Asked, List<String>> earlier : seen) {
                if (earlier.end < later.start) {
                    List<String> behind = behindCommon(items(earlier), items(later));
                    // What was not acknowledged is asked for again, and may take effect now.
                    behind.removeIf(item -> acknowledged.getOrDefault(item, Long.MAX_VALUE) >= later.start);
                    if (behind.stream().anyMatch(there::contains)) {
                        return "not the end was lost: " + items(earlier) + ", later " + items(later);
                    }
                    gone.addAll(behind);
                }
            }
            for (Attempt<Asked, List<String>> last : seen) {
                if (later.end < last.start && items(last).stream().anyMatch(gone::contains)) {
                    return "came back after " + items(later) + ": " + items(last);
                }
            }
        }
        return null;
    }

    /** What follows the beginning that two states have in common. */
    private static List<String> behindCommon(List<String> earlier, List<String> later) {
        int common = 0;
        while (common < earlier.size()
                && common < later.size()
                && earlier.get(common).equals(later.get(common))) {
            common++;
        }
        return new ArrayList<>(earlier.subList(common, earlier.size()));
    }

    private void noteLost(String key, List<Attempt<Asked, List<String>>> seen) {
        List<String> last = new ArrayList<>();
        long end = -1;
        for (Attempt<Asked, List<String>> attempt : seen) {
            if (attempt.start > end) {
                end = attempt.end;
                last = items(attempt);
            }
        }
        Set<String> left = Set.copyOf(last);
        lastOfKeys.put(
                key,
                seen.stream()
                        .map(attempt -> attempt.asked.item())
                        .filter(item -> item != null && !left.contains(item))
                        .count());
    }

    private static List<String> items(Attempt<Asked, List<String>> attempt) {
        List<String> answer = attempt.answer;
        return answer == null ? List.of() : answer;
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of(
                LOST, lastOfKeys.values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public int operations() {
        return attempts.all().size();
    }
}
