package io.peergrid.testkit.simulation;

import io.peergrid.GridException;
import io.peergrid.testkit.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What clients asked, and were answered, in the order in which they began. Times in nanoseconds of virtual true time.
 *
 * @param <Q> what was asked
 * @param <A> what was answered
 */
final class Attempts<Q, A> {
    private final LongSupplier clock;
    private final List<Attempt<Q, A>> all = new ArrayList<>();

    Attempts(LongSupplier clock) {
        this.clock = clock;
    }

    /** An operation; of unknown outcome, and without an end, until it is told otherwise. */
    static final class Attempt<Q, A> {
        final String client;
        final Q asked;
        final long start;
        long end = Long.MAX_VALUE;
        Outcome outcome = Outcome.INFO;
        /** Only with outcome OK. */
        @Nullable
        A answer;

        private Attempt(String client, Q asked, long start) {
            this.client = client;
            this.asked = asked;
            this.start = start;
        }

        boolean ok() {
            return outcome == Outcome.OK;
        }

        /** Whether it may have happened before another one began. */
        boolean mayPrecede(Attempt<?, ?> other) {
            return outcome != Outcome.FAIL && start < other.end;
        }

        /** Whether it had happened before another one began. */
        boolean precedes(Attempt<?, ?> other) {
            return ok() && end < other.start;
        }

        @Override
        public String toString() {
            return client + " asked " + asked + " from " + start + " to " + end + ": " + outcome + ' ' + answer;
        }
    }

    /** Records what a call comes to. */
    CompletionStage<A> of(String client, Q asked, Supplier<? extends CompletionStage<A>> call) {
        Attempt<Q, A> attempt = begin(client, asked);
        return begun(call).whenComplete((answer, error) -> {
            if (error == null) {
                ended(attempt, Outcome.OK, answer);
            } else {
                ended(attempt, QueueClient.outcome(error), null);
            }
        });
    }

    Attempt<Q, A> begin(String client, Q asked) {
        Attempt<Q, A> attempt = new Attempt<>(client, asked, clock.getAsLong());
        all.add(attempt);
        return attempt;
    }

    void ended(Attempt<Q, A> attempt, Outcome outcome, @Nullable A answer) {
        attempt.end = clock.getAsLong();
        attempt.outcome = outcome;
        attempt.answer = answer;
    }

    List<Attempt<Q, A>> all() {
        return all;
    }

    int size() {
        return all.size();
    }

    /** A call that is refused before it begins has a stage, too. */
    static <T> CompletionStage<T> begun(Supplier<? extends CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (GridException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
