package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.HistoryRecorder;
import io.peergrid.testkit.history.HistoryRecorder.Invocation;
import io.peergrid.testkit.history.LinearizabilityChecker;
import io.peergrid.testkit.history.LinearizabilityReport;
import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.history.Verdict;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A type each of whose elements is a register or a number: what was seen of each of them has to be linearizable. A call on several elements is one on each, at the same time. */
abstract class RegisterType implements SimulatedType {
    private static final long CHECKER_STEPS = 1_000_000;

    private final String name;
    private final List<String> keys;
    private final HistoryRecorder recorder;
    private int calls;

    RegisterType(String name, List<String> keys, LongSupplier clock) {
        this.name = name;
        this.keys = keys;
        recorder = new HistoryRecorder(clock);
    }

    /** How the register of an element is called. */
    static String register(String key, Object element) {
        return key + '/' + element;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> keys() {
        return keys;
    }

    /** Records a call on one element. */
    final <T extends @Nullable Object> CompletionStage<T> record(
            String client,
            Action action,
            Supplier<? extends CompletionStage<T>> call,
            BiConsumer<Invocation, T> answered) {
        return recordAll(
                client, Stream.of(action), call, (invocations, answer) -> answered.accept(invocations.get(0), answer));
    }

    /** Records a call on several elements. */
    final <T extends @Nullable Object> CompletionStage<T> recordAll(
            String client,
            Stream<Action> actions,
            Supplier<? extends CompletionStage<T>> call,
            BiConsumer<List<Invocation>, T> answered) {
        String process = client + '#' + ++calls;
        List<Invocation> invocations =
                actions.map(action -> recorder.begin(process, action)).toList();
        return Attempts.begun(call).whenComplete((answer, error) -> {
            if (error == null) {
                answered.accept(invocations, answer);
            } else if (QueueClient.outcome(error) == Outcome.FAIL) {
                invocations.forEach(Invocation::fail);
            } else {
                invocations.forEach(Invocation::info);
            }
        });
    }

    @Override
    public @Nullable String problem() {
        LinearizabilityReport report = new LinearizabilityChecker(CHECKER_STEPS).check(recorder.history());
        return report.verdict() == Verdict.LINEARIZABLE ? null : report.toString();
    }

    @Override
    public final int operations() {
        return calls;
    }
}
