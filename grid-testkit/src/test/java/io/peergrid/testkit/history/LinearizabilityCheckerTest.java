package io.peergrid.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.testkit.history.Operation.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearizabilityCheckerTest {
    private final LinearizabilityChecker checker = new LinearizabilityChecker();
    private final List<Operation> history = new ArrayList<>();

    @Test
    void acceptsAnEmptyHistory() {
        assertThat(checker.check(history).linearizable()).isTrue();
    }

    @Test
    void acceptsAReadThatOverlapsAWriteWithEitherValue() {
        ok(Action.write("k", "a"), 0, 10);
        ok(Action.write("k", "b"), 20, 60);
        ok(Action.read("k"), 30, 40, "b");
        ok(Action.read("k"), 30, 41, "a");
        assertThat(checker.check(history).linearizable()).isTrue();
    }

    @Test
    void rejectsAValueThatComesBackAfterANewerOneWasRead() {
        ok(Action.write("k", "a"), 0, 10);
        ok(Action.write("k", "b"), 20, 60);
        ok(Action.read("k"), 30, 40, "b");
        ok(Action.read("k"), 45, 50, "a");
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void rejectsALostWriteAndShowsOnlyWhatMatters() {
        ok(Action.write("other", "x"), 0, 5);
        ok(Action.write("k", "a"), 0, 10);
        ok(Action.read("k"), 11, 12, "a");
        ok(Action.write("k", "b"), 20, 30);
        ok(Action.read("k"), 40, 50, "a");
        ok(Action.write("k", "c"), 60, 70);

        LinearizabilityReport report = checker.check(history);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
        assertThat(report.reason()).contains("can have been [b]");
        assertThat(report.explanation()).containsExactly(history.get(1), history.get(3), history.get(4));
    }

    @Test
    void letsAnUnknownWriteTakeEffectLongAfterItsEndOrNever() {
        ok(Action.write("k", "a"), 0, 10);
        info(Action.write("k", "b"), 20, 30);
        ok(Action.read("k"), 40, 50, "a");
        ok(Action.read("k"), 60, 70, "b");
        info(Action.write("k", "c"), 71, 72);
        ok(Action.read("k"), 80, 90, "b");
        assertThat(checker.check(history).linearizable()).isTrue();
    }

    @Test
    void rejectsAnUnknownWriteThatTakesEffectTwice() {
        info(Action.write("k", "b"), 0, 5);
        ok(Action.read("k"), 10, 20, "b");
        ok(Action.write("k", "a"), 30, 40);
        ok(Action.read("k"), 50, 60, "b");
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void rejectsAnUnknownWriteThatTakesEffectBeforeItsStart() {
        ok(Action.read("k"), 0, 5, "b");
        info(Action.write("k", "b"), 10, 15);
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void rejectsAFailedWriteThatIsSeen() {
        history.add(new Operation("p", Action.write("k", "a"), 0, 5, Outcome.FAIL, null));
        ok(Action.read("k"), 10, 20, "a");
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void rejectsAnIncrementThatCountsTwice() {
        ok(Action.increment("c", 1), 0, 10, 1L);
        info(Action.increment("c", 1), 20, 30);
        ok(Action.read("c"), 40, 50, 3L);
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void rejectsTwoCasThatBothWin() {
        ok(Action.cas("k", null, "a"), 0, 10, true);
        ok(Action.cas("k", null, "b"), 5, 15, true);
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void takesARefusedCasAsAnObservation() {
        ok(Action.write("k", "a"), 0, 10);
        ok(Action.cas("k", "a", "b"), 20, 30, false);
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void explainsARefusedCasByAnUnknownWriteThatNobodyRead() {
        ok(Action.write("k", "a"), 0, 10);
        info(Action.write("k", "x"), 12, 14);
        ok(Action.cas("k", "a", "b"), 20, 30, false);
        assertThat(checker.check(history).linearizable()).isTrue();
    }

    @Test
    void rejectsAWriteThatReturnsAValueOverwrittenBefore() {
        ok(Action.write("k", "a"), 0, 10, null);
        ok(Action.write("k", "b"), 20, 30, "a");
        ok(Action.write("k", "c"), 40, 50, "a");
        assertThat(checker.check(history).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void expressesExpiryAsAnUnknownCasToAbsent() {
        ok(Action.write("k", "a"), 0, 10);
        info(Action.cas("k", "a", null), 1_000, 1_000);
        ok(Action.read("k"), 500, 510, "a");
        ok(Action.read("k"), 1_500, 1_510, null);
        assertThat(checker.check(history).linearizable()).isTrue();
    }

    @Test
    void saysSoWhenTheBoundIsReached() {
        List<Operation> large = new RandomHistory(new Random(1), 10, 1, 0, 0.1).generate(500);
        assertThat(new LinearizabilityChecker(20).check(large).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void agreesWithTryingEveryOrderOnTinyHistories(int clients) {
        Random random = new Random(clients);
        int rejected = 0;
        for (int round = 0; round < 4_000; round++) {
            int keys = round % 5 == 0 ? 4 : 1;
            List<Operation> tiny = new RandomHistory(random, clients, keys, round % 3, 0.2).generate(7);
            String key = tiny.get(0).key();
            List<Operation> corrupted = new ArrayList<>(tiny);
            corrupted.removeIf(operation -> !operation.key().equals(key));
            for (int i = random.nextInt(3); i > 0; i--) {
                corrupt(corrupted, random);
            }
            boolean expected = BruteForce.linearizable(corrupted);
            LinearizabilityReport report = checker.check(corrupted);
            assertThat(report.verdict())
                    .as("%s", corrupted)
                    .isEqualTo(expected ? Verdict.LINEARIZABLE : Verdict.NOT_LINEARIZABLE);
            if (!expected) {
                rejected++;
                assertThat(BruteForce.linearizable(report.explanation()))
                        .as("%s explains %s", report, corrupted)
                        .isFalse();
            }
        }
        assertThat(rejected).isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void decidesLargeHistoriesQuickly(long seed) {
        Random random = new Random(seed);
        List<Operation> large = new RandomHistory(random, 5 + 5 * (int) seed, 8, 0, 0.02).generate(50_000);

        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(checker.check(large)).matches(LinearizabilityReport::linearizable);
            List<Operation> corrupted = new ArrayList<>(large);
            int at = lastReadOfAValue(large);
            Operation read = large.get(at);
            corrupted.set(at, withResult(read, new Result("v0")));
            assertThat(checker.check(corrupted).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
        });
    }

    @Test
    void explainsALongHistoryInAFewLines() {
        List<Operation> corrupted = new RandomHistory(new Random(9), 5, 1, 0, 0.01).generate(600);
        int at = lastReadOfAValue(corrupted);
        corrupted.set(at, withResult(corrupted.get(at), new Result("v0")));
        assertThat(checker.check(corrupted).explanation()).hasSizeBetween(2, 10);
    }

    private static int lastReadOfAValue(List<Operation> history) {
        for (int i = history.size() - 1; i >= 0; i--) {
            Operation operation = history.get(i);
            if (operation.action().kind() == Action.Kind.READ
                    && operation.key().startsWith("k")
                    && operation.result() != null
                    && operation.result().value() != null) {
                return i;
            }
        }
        throw new AssertionError("no read");
    }

    private static void corrupt(List<Operation> history, Random random) {
        int at = random.nextInt(history.size());
        Operation operation = history.get(at);
        if (random.nextBoolean()) {
            history.set(
                    at,
                    new Operation(
                            operation.process(),
                            operation.action(),
                            operation.startNanos(),
                            operation.endNanos(),
                            random.nextBoolean() ? Outcome.FAIL : Outcome.INFO,
                            null));
            return;
        }
        Operation other = history.get(random.nextInt(history.size()));
        boolean fits = operation.outcome() == Outcome.OK
                && other.outcome() == Outcome.OK
                && (operation.action().kind() == Action.Kind.CAS)
                        == (other.action().kind() == Action.Kind.CAS);
        if (fits) {
            history.set(at, withResult(operation, other.result()));
        }
    }

    private static Operation withResult(Operation operation, Result result) {
        return new Operation(
                operation.process(),
                operation.action(),
                operation.startNanos(),
                operation.endNanos(),
                operation.outcome(),
                result);
    }

    private void ok(Action action, long start, long end) {
        history.add(new Operation("p", action, start, end, Outcome.OK, null));
    }

    private void ok(Action action, long start, long end, Object result) {
        history.add(new Operation("p", action, start, end, Outcome.OK, new Result(result)));
    }

    private void info(Action action, long start, long end) {
        history.add(new Operation("p", action, start, end, Outcome.INFO, null));
    }
}
