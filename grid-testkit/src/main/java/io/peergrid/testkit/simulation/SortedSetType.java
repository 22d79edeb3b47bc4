package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridSortedSet;
import io.peergrid.ScoredElement;
import io.peergrid.SortedRange;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A sorted set: the score of each element is a number, and whatever is shown of it is in order. */
final class SortedSetType extends RegisterType {
    private static final String SORTED = "sorted0";
    private static final List<String> ELEMENTS = List.of("a", "b", "c", "d", "e");

    private @Nullable String disorder;

    SortedSetType(LongSupplier clock) {
        super("sorted set", List.of(SORTED), clock);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        AsyncGridSortedSet<String> sorted = sorted(at);
        String element = ELEMENTS.get(random.nextInt(ELEMENTS.size()));
        String register = register(SORTED, element);
        int score = random.nextInt(1, 1_000);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                record(
                        client,
                        Action.write(register, (long) score),
                        () -> sorted.add(element, score),
                        (call, isNew) -> {
                            if (isNew) {
                                call.ok(null);
                            } else {
                                call.ok();
                            }
                        });
            case 3, 4 ->
                record(
                        client,
                        Action.increment(register, score),
                        () -> sorted.addAndGet(element, score),
                        (call, sum) -> call.ok(sum.longValue()));
            case 5 ->
                record(client, Action.delete(register), () -> sorted.remove(element), (call, was) -> call.ok(was));
            case 6 -> pop(client, sorted);
            case 7 -> readAll(client, sorted);
            default ->
                record(
                        client,
                        Action.read(register),
                        () -> sorted.score(element),
                        (call, found) -> call.ok(found == null ? null : found.longValue()));
        };
    }

    private CompletionStage<?> pop(String client, AsyncGridSortedSet<String> sorted) {
        return recordAll(
                client,
                ELEMENTS.stream().map(element -> Action.delete(register(SORTED, element))),
                () -> sorted.popLowest(),
                (calls, taken) -> {
                    for (int i = 0; i < ELEMENTS.size(); i++) {
                        if (taken == null) {
                            calls.get(i).ok(false);
                        } else if (taken.element().equals(ELEMENTS.get(i))) {
                            calls.get(i).ok((long) taken.score());
                        } else {
                            calls.get(i).fail();
                        }
                    }
                });
    }

    private CompletionStage<?> readAll(String client, AsyncGridSortedSet<String> sorted) {
        return recordAll(
                client,
                ELEMENTS.stream().map(element -> Action.read(register(SORTED, element))),
                () -> sorted.entries(SortedRange.all()),
                (calls, found) -> {
                    checkOrder(found);
                    Map<String, Long> scores = new HashMap<>();
                    found.forEach(entry -> scores.put(entry.element(), (long) entry.score()));
                    for (int i = 0; i < ELEMENTS.size(); i++) {
                        calls.get(i).ok(scores.get(ELEMENTS.get(i)));
                    }
                });
    }

    /** Elements of equal scores are in their own order. */
    void checkOrder(List<ScoredElement<String>> found) {
        for (int i = 1; i < found.size(); i++) {
            ScoredElement<String> lower = found.get(i - 1);
            ScoredElement<String> higher = found.get(i);
            boolean equal = lower.score() == higher.score();
            if (equal ? lower.element().compareTo(higher.element()) >= 0 : lower.score() > higher.score()) {
                disorder = "not in order: " + found;
            }
        }
    }

    @Override
    public @Nullable String problem() {
        return disorder != null ? disorder : super.problem();
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return readAll("final", sorted(at));
    }

    private static AsyncGridSortedSet<String> sorted(SimulatedMember at) {
        return at.grid().sortedSet(SORTED, String.class).async();
    }
}
