package io.peergrid.testkit.simulation;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something done through one member after healing, again until it is answered. */
abstract class FinalCall implements Runnable {
    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 100 * Scenario.MILLIS;

    private final SimulatedMember member;
    private boolean answered;
    private int tries;
    private String lastError = "";

    FinalCall(SimulatedMember member) {
        this.member = member;
    }

    /** One attempt; false if one more is due at once. */
    abstract CompletionStage<Boolean> attempt();

    final FinalCall begin() {
        member.process().scheduler().execute(this);
        return this;
    }

    final SimulatedMember member() {
        return member;
    }

    /** How many attempts have failed. */
    final int tries() {
        return tries;
    }

    /** Or its member was found dead late and has been restarted: nobody can ask it any more. */
    final boolean answered() {
        return answered || !member.alive();
    }

    @Override
    public final void run() {
        var unused = attempt().whenComplete(this::ended);
    }

    private void ended(@Nullable Boolean last, @Nullable Throwable error) {
        if (error == null && Boolean.TRUE.equals(last)) {
            answered = true;
        } else if (error == null) {
            begin();
        } else if (++tries < TRIES) {
            lastError = String.valueOf(error);
            var unused = member.process().scheduler().schedule(this, PAUSE_NANOS);
        }
    }

    /** With what it was refused last, for a report. */
    final String through() {
        return " through " + member + (lastError.isEmpty() ? "" : ", last refused: " + lastError);
    }
}
