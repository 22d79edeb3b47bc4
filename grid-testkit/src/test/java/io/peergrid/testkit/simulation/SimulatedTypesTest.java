package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ScoredElement;
import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedTypesTest {
    private long now;

    @Test
    void aCountOfAboutWhatWasAddedIsRight() {
        HyperLogLogType type = new HyperLogLogType(() -> now++);
        add(type, 100, Outcome.OK);
        add(type, 20, Outcome.INFO);
        count(type, 99);
        count(type, 121);

        assertThat(type.problem()).isNull();
    }

    @Test
    void additionsThatDoNotCountAreMissed() {
        HyperLogLogType type = new HyperLogLogType(() -> now++);
        add(type, 100, Outcome.OK);
        count(type, 90);

        assertThat(type.problem()).startsWith("not from 100 to 100");
    }

    @Test
    void additionsThatWereRefusedAndCountAreMissed() {
        HyperLogLogType type = new HyperLogLogType(() -> now++);
        add(type, 100, Outcome.FAIL);
        count(type, 90);

        assertThat(type.problem()).startsWith("not from 0 to 0");
    }

    @Test
    void anotherBetweenTheCallsOfOnePipelineIsMissed() {
        PipelineType type = new PipelineType(() -> now++);
        type.check(7, 8, 8);
        assertThat(type.problem()).isNull();

        type.check(7, 9, 9);
        assertThat(type.problem()).startsWith("another came between");
    }

    @Test
    void theEndOfALogMayBeLostAndNothingElse() {
        AsynchronousType type = new AsynchronousType(() -> now++);
        append(type, "a", "a");
        append(type, "b", "a b");
        append(type, "c", "a c");
        assertThat(type.problem()).isNull();
        assertThat(type.figures()).containsEntry(AsynchronousType.LOST, 1L);

        append(type, "d", "c d");
        assertThat(type.problem()).contains("not the end was lost: [a, c], later [c, d]");
    }

    @Test
    void aLostWriteThatComesBackAndOneThatCountsTwiceAreMissed() {
        AsynchronousType lost = new AsynchronousType(() -> now++);
        append(lost, "a", "a");
        append(lost, "b", "b");
        append(lost, "c", "b a c");
        assertThat(lost.problem()).contains("came back");

        AsynchronousType twice = new AsynchronousType(() -> now++);
        append(twice, "a", "a a");
        assertThat(twice.problem()).contains("appended twice");
    }

    private static void append(AsynchronousType type, String item, String seen) {
        type.append(type.keys().get(0), item, () -> CompletableFuture.completedFuture(seen));
    }

    @Test
    void anEvictedValueIsNotFoundAndNeverComesBack() {
        EvictedType type = new EvictedType(() -> now++);
        evicted(type, 7, 7);
        evicted(type, 0, 7);
        evicted(type, 0, 0);
        assertThat(type.problem()).isNull();

        evicted(type, 0, 7);
        assertThat(type.problem()).contains("in spite of");
    }

    @Test
    void anOlderValueThanTheLastIsMissed() {
        EvictedType type = new EvictedType(() -> now++);
        evicted(type, 7, 7);
        evicted(type, 8, 8);
        evicted(type, 0, 8);
        assertThat(type.problem()).isNull();

        evicted(type, 0, 7);
        assertThat(type.problem()).contains("in spite of");
    }

    private static void evicted(EvictedType type, long value, long answer) {
        type.attempts().ended(type.attempts().begin("c", new EvictedType.Asked("evicted0", value)), Outcome.OK, answer);
    }

    @Test
    void aSortedSetThatIsNotInOrderIsMissed() {
        SortedSetType type = new SortedSetType(() -> now++);
        type.checkOrder(List.of(scored("b", 1), scored("a", 2), scored("c", 2)));
        assertThat(type.problem()).isNull();

        type.checkOrder(List.of(scored("b", 2), scored("a", 2)));
        assertThat(type.problem()).startsWith("not in order");
    }

    @Test
    void anElementThatChangedThoughNobodyDidItIsMissed() {
        RegisterType type = new SetType(() -> now++);
        var unusedAdd = type.record(
                "c",
                Action.cas("e", null, "in"),
                () -> CompletableFuture.completedFuture(true),
                (call, isNew) -> call.ok(isNew));
        assertThat(type.problem()).isNull();

        var unusedRead = type.recordAll(
                "c",
                Stream.of(Action.read("d"), Action.read("e")),
                () -> CompletableFuture.completedFuture("none"),
                (calls, none) -> calls.forEach(call -> call.ok(null)));
        assertThat(type.problem()).contains("NOT_LINEARIZABLE").contains("\"e\"");
        assertThat(type.operations()).isEqualTo(2);
    }

    private static void add(HyperLogLogType type, int count, Outcome outcome) {
        for (int i = 0; i < count; i++) {
            Attempt<String, Boolean> addition = type.additions().begin("c", "e" + i);
            if (outcome != Outcome.INFO) {
                type.additions().ended(addition, outcome, outcome == Outcome.OK);
            }
        }
    }

    private static void count(HyperLogLogType type, long seen) {
        type.counts().ended(type.counts().begin("c", "the count"), Outcome.OK, seen);
    }

    private static ScoredElement<String> scored(String element, double score) {
        return new ScoredElement<>(element, score);
    }
}
