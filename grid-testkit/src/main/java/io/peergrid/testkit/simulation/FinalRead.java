package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.HistoryRecorder;
import java.util.concurrent.CompletionStage;

/** Reads one key of the maps. */
final class FinalRead extends FinalCall {
    private final boolean string;
    private final String key;
    private final HistoryRecorder recorder;

    FinalRead(SimulatedMember member, int number, int stringKeys, HistoryRecorder recorder) {
        super(member);
        this.string = number < stringKeys;
        this.key = string ? Scenario.stringKey(number) : "n" + number;
        this.recorder = recorder;
    }

    String key() {
        return key;
    }

    @Override
    CompletionStage<Boolean> attempt() {
        String process = "final-" + member().process().host().name() + '-' + key + '-' + tries();
        HistoryRecorder.Invocation invocation = recorder.begin(process, Action.read(key));
        CompletionStage<?> stage =
                string ? member().strings(key).get(key) : member().counters().get(key);
        return stage.whenComplete((value, error) -> {
                    if (error == null) {
                        invocation.ok(value);
                    } else {
                        invocation.fail();
                    }
                })
                .thenApply(value -> true);
    }

    @Override
    public String toString() {
        return "a read of " + key + through();
    }
}
