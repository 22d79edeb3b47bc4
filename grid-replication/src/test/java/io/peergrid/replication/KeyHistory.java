package io.peergrid.replication;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to one key, and whether some order of single steps explains it. */
final class KeyHistory {
    private static final int STEPS_MAX = 2_000_000;

    /** One operation; its outcome is unknown while {@code end} is {@link Long#MAX_VALUE}. */
    static final class Op {
        final int kind;
        final @Nullable Long expected;
        final @Nullable Long value;
        final long start;
        final String who;
        long end = Long.MAX_VALUE;
        ToyMachine.@Nullable Result result;

        Op(int kind, @Nullable Long expected, @Nullable Long value, long start, String who) {
            this.kind = kind;
            this.expected = expected;
            this.value = value;
            this.start = start;
            this.who = who;
        }

        @Override
        public String toString() {
            String[] names = {"get", "put", "cas", "incr", "delete"};
            return "%.6f..%s %s %s %s->%s = %s"
                    .formatted(
                            start / 1e9,
                            end == Long.MAX_VALUE ? "?" : "%.6f".formatted(end / 1e9),
                            who,
                            names[kind],
                            expected,
                            value,
                            result);
        }
    }

    private record Seen(BitSet done, @Nullable Long value) {}

    /** A step, and the value after it. */
    private record Step(boolean possible, @Nullable Long after) {
        static final Step NO = new Step(false, null);
    }

    final List<Op> ops = new ArrayList<>();

    /** Takes out an operation that surely did not happen. */
    void remove(Op op) {
        ops.remove(op);
    }

    /** Null if the history is linearizable, otherwise a description. */
    @Nullable
    String violation() {
        List<Op> sorted = new ArrayList<>(ops);
        sorted.removeIf(op -> op.end == Long.MAX_VALUE && op.kind == ToyMachine.GET);
        sorted.sort(Comparator.comparingLong(op -> op.start));
        Search search = new Search(sorted);
        if (search.run()) {
            return null;
        }
        StringBuilder text =
                new StringBuilder("not linearizable; explained at most " + search.best + " of " + sorted.size() + "\n");
        sorted.forEach(op -> text.append(op).append('\n'));
        return text.toString();
    }

    private static final class Search {
        private final List<Op> ops;
        private final Set<Seen> seen = new HashSet<>();
        private final BitSet done = new BitSet();
        int best;
        private int steps;

        Search(List<Op> ops) {
            this.ops = ops;
        }

        boolean run() {
            return from(0, null);
        }

        private boolean from(int lowest, @Nullable Long value) {
            int first = done.nextClearBit(lowest);
            long limit = Long.MAX_VALUE;
            boolean finished = true;
            for (int i = first; i < ops.size(); i++) {
                Op op = ops.get(i);
                if (!done.get(i) && op.end != Long.MAX_VALUE) {
                    limit = Math.min(limit, op.end);
                    finished = false;
                }
            }
            best = Math.max(best, done.cardinality());
            if (finished) {
                return true;
            }
            if (++steps > STEPS_MAX) {
                return true;
            }
            if (!seen.add(new Seen((BitSet) done.clone(), value))) {
                return false;
            }
            for (int i = first; i < ops.size() && ops.get(i).start <= limit; i++) {
                if (done.get(i)) {
                    continue;
                }
                Step step = step(ops.get(i), value);
                if (step.possible) {
                    done.set(i);
                    if (from(first, step.after)) {
                        return true;
                    }
                    done.clear(i);
                }
            }
            return false;
        }
    }

    private static Step step(Op op, @Nullable Long value) {
        ToyMachine.Result result = op.result;
        boolean known = op.end != Long.MAX_VALUE && result != null;
        switch (op.kind) {
            case ToyMachine.GET -> {
                return !known || Objects.equals(result.value(), value) ? new Step(true, value) : Step.NO;
            }
            case ToyMachine.PUT -> {
                return new Step(true, op.value);
            }
            case ToyMachine.CAS -> {
                boolean hit = Objects.equals(value, op.expected);
                return known && result.done() != hit ? Step.NO : new Step(true, hit ? op.value : value);
            }
            case ToyMachine.INCR -> {
                long next = (value == null ? 0 : value) + (op.value == null ? 1 : op.value);
                return known && !Objects.equals(result.value(), next) ? Step.NO : new Step(true, next);
            }
            default -> {
                return known && result.done() != (value != null) ? Step.NO : new Step(true, null);
            }
        }
    }
}
