package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.HistoryRecorder;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads one key through one member after healing, again until it is answered. */
final class FinalRead implements Runnable {
    private static final int TRIES = 50;

    private final SimulatedMember member;
    private final boolean string;
    private final String key;
    private final HistoryRecorder recorder;
    private boolean answered;
    private int tries;
    private String lastError = "";

    FinalRead(SimulatedMember member, int number, int stringKeys, HistoryRecorder recorder) {
        this.member = member;
        this.string = number < stringKeys;
        this.key = (string ? "k" : "n") + number;
        this.recorder = recorder;
    }

    String key() {
        return key;
    }

    /** Or its member was found dead late and has been restarted: nobody can ask it any more. */
    boolean answered() {
        return answered || !member.alive();
    }

    @Override
    public void run() {
        HistoryRecorder.Invocation invocation =
                recorder.begin("final-" + member.process().host().name() + '-' + key + '-' + tries, Action.read(key));
        CompletionStage<?> stage =
                string ? member.strings().get(key) : member.counters().get(key);
        var unused = stage.whenComplete((value, error) -> ended(invocation, value, error));
    }

    private void ended(HistoryRecorder.Invocation invocation, @Nullable Object value, @Nullable Throwable error) {
        if (error == null) {
            invocation.ok(value);
            answered = true;
            return;
        }
        invocation.fail();
        lastError = String.valueOf(error);
        if (++tries < TRIES) {
            var unused = member.process().scheduler().schedule(this, 100 * Scenario.MILLIS);
        }
    }

    @Override
    public String toString() {
        return "a read of " + key + " through " + member + (lastError.isEmpty() ? "" : ", last refused: " + lastError);
    }
}
