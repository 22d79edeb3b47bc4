package io.peergrid.structure;

import io.peergrid.PoppedElements;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.ScoreCondition;
import io.peergrid.ScoreMerge;
import io.peergrid.ScoredElement;
import io.peergrid.SortedRange;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.command.sortedset.Operation;
import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.map.Call;
import io.peergrid.map.KeyWait;
import io.peergrid.map.SlotCalls;
import io.peergrid.store.ValueTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a sorted set does. Immutable. */
record SortedSetCalls<E>(KeyCalls key, Members<E> elements, Seeds seeds, Names names) {

    Call<?, Boolean> add(E element, double score) {
        return key.call(SortedSetCommands.ADD, Answers::flag, new Value.Real(score), elements.encode(element));
    }

    Call<?, Boolean> add(E element, double score, ScoreCondition condition) {
        List<Value> arguments = words(condition);
        arguments.addAll(List.of(Value.of("CH"), new Value.Real(score), elements.encode(element)));
        return key.call(SortedSetCommands.ADD, Answers::flag, arguments);
    }

    Call<?, Integer> addAll(Map<? extends E, Double> scores) {
        return key.call(SortedSetCommands.ADD, Answers::size, pairs(new ArrayList<>(), scores));
    }

    Call<?, Integer> addAll(Map<? extends E, Double> scores, ScoreCondition condition) {
        List<Value> arguments = words(condition);
        arguments.add(Value.of("CH"));
        return key.call(SortedSetCommands.ADD, Answers::size, pairs(arguments, scores));
    }

    private List<Value> pairs(List<Value> arguments, Map<? extends E, Double> scores) {
        scores.forEach((element, score) -> {
            arguments.add(new Value.Real(score));
            arguments.add(elements.encode(element));
        });
        return arguments;
    }

    private static List<Value> words(ScoreCondition condition) {
        List<String> words =
                switch (condition) {
                    case IF_ABSENT -> List.of("NX");
                    case IF_PRESENT -> List.of("XX");
                    case IF_ABSENT_OR_GREATER -> List.of("GT");
                    case IF_ABSENT_OR_LESS -> List.of("LT");
                    case IF_GREATER -> List.of("XX", "GT");
                    case IF_LESS -> List.of("XX", "LT");
                };
        return new ArrayList<>(words.stream().map(Value::of).toList());
    }

    Call<?, Double> addAndGet(E element, double delta) {
        return key.call(SortedSetCommands.INCREMENT, Answers::real, new Value.Real(delta), elements.encode(element));
    }

    Call<?, @Nullable Double> addAndGet(E element, double delta, ScoreCondition condition) {
        List<Value> arguments = words(condition);
        arguments.addAll(List.of(Value.of("INCR"), new Value.Real(delta), elements.encode(element)));
        return key.call(SortedSetCommands.ADD, Answers::realOrNull, arguments);
    }

    Call<?, Boolean> remove(E element) {
        return key.call(SortedSetCommands.REMOVE, Answers::flag, elements.encode(element));
    }

    Call<?, Integer> removeEach(Collection<? extends E> gone) {
        return key.call(SortedSetCommands.REMOVE, Answers::size, elements.encodeAll(gone));
    }

    Call<?, Integer> size() {
        return key.call(SortedSetCommands.SIZE, Answers::size);
    }

    Call<?, Boolean> contains(E element) {
        return key.call(
                SortedSetCommands.SCORE, answer -> Answers.realOrNull(answer) != null, elements.encode(element));
    }

    Call<?, @Nullable Double> score(E element) {
        return key.call(SortedSetCommands.SCORE, Answers::realOrNull, elements.encode(element));
    }

    Call<?, Map<E, Double>> scores(Collection<? extends E> wanted) {
        List<E> order = List.copyOf(wanted);
        return key.call(
                SortedSetCommands.SCORES,
                answer -> {
                    List<Value> items = Answers.items(answer);
                    Map<E, Double> found = new LinkedHashMap<>();
                    for (int i = 0; i < items.size(); i++) {
                        Double score = Answers.realOrNull(items.get(i));
                        if (score != null) {
                            found.put(order.get(i), score);
                        }
                    }
                    return found;
                },
                elements.encodeAll(order));
    }

    Call<?, @Nullable Integer> rank(E element) {
        return key.call(SortedSetCommands.RANK, Answers::sizeOrNull, elements.encode(element));
    }

    Call<?, @Nullable Integer> rankFromTop(E element) {
        return key.call(SortedSetCommands.RANK_FROM_TOP, Answers::sizeOrNull, elements.encode(element));
    }

    Call<?, Integer> count(SortedRange range) {
        List<Value> ends = SortedRanges.ends(range, elements);
        if (range.bounds() instanceof SortedRange.Ranks) {
            // The size says how many a range of ranks has.
            SortedRange.Ranks ranks = (SortedRange.Ranks) range.bounds();
            return key.call(SortedSetCommands.SIZE, answer -> within(ranks, Answers.size(answer)));
        }
        DataCommand command = range.bounds() instanceof SortedRange.Scores
                ? SortedSetCommands.COUNT
                : SortedSetCommands.COUNT_MEMBERS;
        return key.call(command, Answers::size, ends);
    }

    private static int within(SortedRange.Ranks ranks, int size) {
        long first = Math.max(0, ranks.first() < 0 ? ranks.first() + size : ranks.first());
        long last = Math.min(size - 1L, ranks.last() < 0 ? ranks.last() + size : ranks.last());
        return (int) Math.max(0, last - first + 1);
    }

    Call<?, List<E>> range(SortedRange range) {
        return key.call(SortedSetCommands.RANGE, elements::decodeAll, SortedRanges.query(range, elements));
    }

    Call<?, List<ScoredElement<E>>> entries(SortedRange range) {
        if (range.bounds() instanceof SortedRange.Elements) {
            throw new IllegalArgumentException("in a range of elements all scores are the same: take range");
        }
        List<Value> arguments = SortedRanges.query(range, elements);
        arguments.add(Value.of("WITHSCORES"));
        return key.call(SortedSetCommands.RANGE, this::scored, arguments);
    }

    Call<?, Integer> removeRange(SortedRange range) {
        return key.call(SortedRanges.removal(range), Answers::size, SortedRanges.ends(range, elements));
    }

    Call<?, Integer> storeRange(String source, SortedRange range) {
        List<Value> arguments =
                new ArrayList<>(List.of(names.inSlotOf(key, source).key()));
        arguments.addAll(SortedRanges.query(range, elements));
        return key.call(SortedSetCommands.RANGE_STORE, Answers::size, arguments);
    }

    Call<?, @Nullable ScoredElement<E>> popLowest() {
        return key.call(SortedSetCommands.POP_LOWEST, this::first);
    }

    Call<?, @Nullable ScoredElement<E>> popHighest() {
        return key.call(SortedSetCommands.POP_HIGHEST, this::first);
    }

    Call<?, List<ScoredElement<E>>> popLowest(int count) {
        return key.call(SortedSetCommands.POP_LOWEST, this::scored, Value.of(count));
    }

    Call<?, List<ScoredElement<E>>> popHighest(int count) {
        return key.call(SortedSetCommands.POP_HIGHEST, this::scored, Value.of(count));
    }

    Call<?, @Nullable PoppedElements<ScoredElement<E>>> popAny(SeveralKeys keys, boolean highest, int count) {
        return keys.pop(SortedSetCommands.MULTI_POP, highest ? "MAX" : "MIN", count, this::scoredPairs);
    }

    SeveralKeys with(Collection<String> others) {
        return SeveralKeys.of(key, others, names);
    }

    /** A wait for elements. */
    KeyWait await(SlotCalls calls) {
        return key.await(calls, ValueTag.SORTED_SET, List.of());
    }

    private @Nullable ScoredElement<E> first(Value answer) {
        List<ScoredElement<E>> popped = scored(answer);
        return popped.isEmpty() ? null : popped.get(0);
    }

    Call<?, @Nullable E> randomElement() {
        return key.seeded(seeds.next(), SortedSetCommands.RANDOM, elements::decode);
    }

    Call<?, List<E>> randomElements(int count) {
        return key.seeded(seeds.next(), SortedSetCommands.RANDOM, elements::decodeAll, Value.of(count));
    }

    Call<?, ScanPage<ScoredElement<E>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return key.call(
                SortedSetCommands.SCAN,
                answer -> Scans.page(answer, this::scored),
                Scans.arguments(cursor, pattern, count));
    }

    ScoreGathering<E> union(ScoreMerge merge) {
        return new ScoreGathering<>(this, SortedSetCommands.UNION, Operation.UNION, merge);
    }

    ScoreGathering<E> intersection(ScoreMerge merge) {
        return new ScoreGathering<>(this, SortedSetCommands.INTERSECT, Operation.INTERSECTION, merge);
    }

    ScoreGathering<E> difference(Collection<String> operands) {
        return new ScoreGathering<>(this, SortedSetCommands.DIFFERENCE, Operation.DIFFERENCE, ScoreMerge.of(operands));
    }

    Call<?, Integer> storeUnion(ScoreMerge merge) {
        return store(SortedSetCommands.UNION_STORE, merge, true);
    }

    Call<?, Integer> storeIntersection(ScoreMerge merge) {
        return store(SortedSetCommands.INTERSECT_STORE, merge, true);
    }

    Call<?, Integer> storeDifference(Collection<String> operands) {
        return store(SortedSetCommands.DIFFERENCE_STORE, ScoreMerge.of(operands), false);
    }

    private Call<?, Integer> store(DataCommand command, ScoreMerge merge, boolean weighted) {
        merge.operands().forEach(name -> names.inSlotOf(key, name));
        return key.call(command, Answers::size, operands(merge, weighted));
    }

    /** How many, which, and what becomes of their scores. */
    List<Value> operands(ScoreMerge merge, boolean weighted) {
        List<Value> arguments = new ArrayList<>();
        arguments.add(Value.of(merge.operands().size()));
        merge.operands().forEach(name -> arguments.add(names.key(name).key()));
        if (weighted) {
            arguments.add(Value.of("WEIGHTS"));
            merge.weights().forEach(weight -> arguments.add(new Value.Real(weight)));
            arguments.addAll(
                    List.of(Value.of("AGGREGATE"), Value.of(merge.aggregate().name())));
        }
        return arguments;
    }

    private List<ScoredElement<E>> scoredPairs(Value answer) {
        return Answers.items(answer).stream()
                .flatMap(pair -> scored(pair).stream())
                .toList();
    }

    List<ScoredElement<E>> scored(Value answer) {
        return scored(Answers.items(answer));
    }

    private List<ScoredElement<E>> scored(List<Value> items) {
        List<ScoredElement<E>> scored = new ArrayList<>(items.size() / 2);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            E element = Objects.requireNonNull(elements.decode(items.get(i)), "a score without an element");
            scored.add(new ScoredElement<>(element, Answers.real(items.get(i + 1))));
        }
        return scored;
    }
}
