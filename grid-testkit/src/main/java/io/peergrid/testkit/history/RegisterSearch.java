package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Frontier.Candidate;
import io.peergrid.testkit.history.Operation.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order of one key's operations that explains every answer: Wing and Gong's search done just in time, as
 * Lowe describes it. It walks through the starts and ends in order of time with the set of all states that the register
 * may be in; an operation is put into the order only when it, or one after it, must be there because it ends. Equal
 * states are merged, so that the cost follows the concurrency at a moment and not the length of the history.
 */
final class RegisterSearch {
    private static final int FEW = 4;

    private final List<Step> steps = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Map<Integer, Step> running = new TreeMap<>();
    private final Map<Result, Integer> lastRequired = new HashMap<>();
    private final OptionalSteps optional = new OptionalSteps(lastRequired);
    private final long maxSteps;
    private final int width;
    private final Mode mode;
    private boolean narrow;
    private long spent;
    private @Nullable Operation failed;
    private List<@Nullable Object> statesBefore = List.of();

    private record Moment(long nanos, boolean end, int step) {}

    /** How the search treats optional operations. */
    enum Mode {
        /** Exactly; decides everything, if it ends. */
        EXACT,
        /** Keeps only a few of the ways that lead to one state: nearly always finds the order if there is one. */
        NARROW,
        /**
         * Lets those take effect repeatedly that make no difference to what is required later. What has no order even so
         * has none.
         */
        GENEROUS
    }

    /** @param maxSteps bound on the states tried */
    RegisterSearch(List<Operation> history, long maxSteps, Mode mode) {
        this.maxSteps = maxSteps;
        this.mode = mode;
        this.width = mode == Mode.NARROW ? FEW : Integer.MAX_VALUE;
        for (Operation operation : history) {
            if (Step.matters(operation)) {
                add(new Step(operation));
            }
        }
        // At equal times starts come first: whether the two overlapped is unknown, so they may have.
        moments.sort(Comparator.comparingLong(Moment::nanos).thenComparing(Moment::end));
        for (int index = 0; index < moments.size(); index++) {
            Step step = steps.get(moments.get(index).step);
            int until = step.optional ? Integer.MAX_VALUE : index;
            step.required().forEach(value -> lastRequired.merge(value, until, Math::max));
        }
    }

    /** How many states were tried. */
    long spent() {
        return spent;
    }

    /** The operation whose end could not be explained; null if there was none. */
    @Nullable
    Operation failed() {
        return failed;
    }

    /** The values that the key may have had just before that end. */
    List<@Nullable Object> statesBefore() {
        return statesBefore;
    }

    Verdict run() {
        Frontier frontier = new Frontier(width);
        frontier.add(new Candidate(null, IntSet.EMPTY, IntSet.EMPTY));
        for (int index = 0; index < moments.size(); index++) {
            Moment moment = moments.get(index);
            if (!moment.end) {
                frontier = start(moment.step, frontier);
                continue;
            }
            Frontier after = new Closure(moment.step, index).of(frontier);
            if (spent > maxSteps || (after.isEmpty() && narrow)) {
                return Verdict.UNDECIDED;
            }
            if (after.isEmpty()) {
                fail(moment.step, frontier);
                return Verdict.NOT_LINEARIZABLE;
            }
            running.remove(moment.step);
            frontier = after;
        }
        return Verdict.LINEARIZABLE;
    }

    private void add(Step step) {
        int id = steps.size();
        steps.add(step);
        moments.add(new Moment(step.operation.startNanos(), false, id));
        if (!step.optional) {
            moments.add(new Moment(step.operation.endNanos(), true, id));
        }
    }

    private Frontier start(int id, Frontier frontier) {
        Step step = steps.get(id);
        if (step.optional) {
            optional.start(id, step);
            return frontier;
        }
        running.put(id, step);
        if (!step.observes()) {
            return frontier;
        }
        Frontier after = new Frontier(width);
        for (Candidate candidate : frontier) {
            after.add(settled(candidate.state(), candidate.done(), candidate.used()));
        }
        return after;
    }

    /** With every running step that only observes, and can, put into the order: doing so at once never hurts. */
    private Candidate settled(@Nullable Object state, IntSet done, IntSet used) {
        IntSet all = done;
        for (Map.Entry<Integer, Step> entry : running.entrySet()) {
            if (entry.getValue().observes() && entry.getValue().next(state) != Step.IMPOSSIBLE) {
                all = all.with(entry.getKey());
            }
        }
        return new Candidate(state, all, used);
    }

    private void fail(int id, Frontier before) {
        failed = steps.get(id).operation;
        List<@Nullable Object> states = new ArrayList<>();
        for (Candidate candidate : before) {
            if (!states.contains(candidate.state())) {
                states.add(candidate.state());
            }
        }
        statesBefore = states;
    }

    /** All states in which a step that ends has been put into the order. */
    private final class Closure {
        private final int ending;
        private final int moment;
        private final Set<Result> goals;
        private final Frontier after = new Frontier(width);
        private final Frontier seen = new Frontier(width);
        private final Deque<Candidate> open = new ArrayDeque<>();

        Closure(int ending, int moment) {
            this.ending = ending;
            this.moment = moment;
            this.goals = optional.isEmpty() ? Set.of() : optional.goals(running.values());
        }

        /** Incomplete if the bound was reached. */
        Frontier of(Frontier before) {
            for (Candidate candidate : before) {
                enter(candidate);
            }
            while (!open.isEmpty() && spent <= maxSteps) {
                Candidate candidate = open.remove();
                running.forEach((id, step) -> {
                    if (!candidate.done().contains(id)) {
                        follow(candidate, step, candidate.done().with(id), candidate.used());
                    }
                });
                for (int id : helpful(candidate)) {
                    follow(
                            candidate,
                            steps.get(id),
                            candidate.done(),
                            usedUp(id) ? candidate.used().with(id) : candidate.used());
                }
            }
            narrow |= after.dropped() || seen.dropped();
            return after;
        }

        private boolean usedUp(int id) {
            Result written = steps.get(id).written();
            return mode != Mode.GENEROUS
                    || written == null
                    || (written.value() != null && lastRequired.getOrDefault(written, -1) >= moment);
        }

        private void follow(Candidate candidate, Step step, IntSet done, IntSet used) {
            Object next = step.next(candidate.state());
            if (next != Step.IMPOSSIBLE) {
                enter(settled(next, done, used));
            }
        }

        private void enter(Candidate candidate) {
            spent++;
            if (candidate.done().contains(ending)) {
                IntSet used = mode == Mode.GENEROUS ? candidate.used().where(this::usedUp) : candidate.used();
                after.add(new Candidate(candidate.state(), candidate.done().without(ending), used));
            } else if (seen.add(candidate)) {
                open.add(candidate);
            }
        }

        private List<Integer> helpful(Candidate candidate) {
            if (optional.isEmpty()) {
                return List.of();
            }
            boolean anyChangeHelps = false;
            for (Map.Entry<Integer, Step> entry : running.entrySet()) {
                Step step = entry.getValue();
                anyChangeHelps |= !candidate.done().contains(entry.getKey())
                        && step.required().isEmpty()
                        && step.next(candidate.state()) == Step.IMPOSSIBLE;
            }
            return anyChangeHelps
                    ? optional.away(moment, candidate.state(), candidate.used())
                    : optional.towards(goals, candidate.state(), candidate.used());
        }
    }
}
