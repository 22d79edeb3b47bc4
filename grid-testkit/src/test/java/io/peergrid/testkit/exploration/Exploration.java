package io.peergrid.testkit.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes breadth first through all states that a grid can reach from a beginning, each once. States are told apart by 64 bits of
 * their canonical form; a way back is kept for each, so that the first broken invariant comes with a shortest schedule.
 */
final class Exploration {
    private final Grid grid;
    private final World beginning;
    private final long mostStates;
    private final StateSet known = new StateSet();
    private final LongList choices = new LongList();
    private final LongList parents = new LongList();
    private long transitions;

    /**
     * @param states distinct states found
     * @param depth the longest shortest way to a state
     * @param complete whether all states within the bounds were seen
     * @param broken the invariant that was broken first, or null
     * @param schedule how to get there
     */
    record Result(
            long states,
            long transitions,
            int depth,
            boolean complete,
            int memberStates,
            int memberSteps,
            long executions,
            @Nullable String broken,
            List<String> schedule,
            List<Long> layers) {}

    private static final class LongList {
        private long[] values = new long[1 << 16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }

    Exploration(Grid grid, Beginning beginning, long mostStates) {
        this.grid = grid;
        this.beginning = beginning.world();
        this.mostStates = mostStates;
    }

    Result run() {
        List<int[]> layer = new ArrayList<>();
        int[] first = beginning.encode();
        known.add(World.hash(first));
        layer.add(first);
        choices.add(0);
        parents.add(-1);
        long firstOfLayer = 0;
        int depth = 0;
        List<Long> layers = new ArrayList<>();
        while (!layer.isEmpty()) {
            layers.add((long) layer.size());
            List<int[]> next = new ArrayList<>();
            for (int i = 0; i < layer.size(); i++) {
                int[] code = layer.set(i, new int[0]);
                String broken = expand(code, firstOfLayer + i, next);
                if (broken != null) {
                    return result(depth + 1, false, broken, layers);
                }
                if (known.size() >= mostStates) {
                    return result(depth + 1, false, null, layers);
                }
            }
            firstOfLayer += layer.size();
            layer = next;
            depth++;
        }
        return result(depth - 1, true, null, layers);
    }

    private Result result(int depth, boolean complete, @Nullable String broken, List<Long> layers) {
        return new Result(
                known.size(),
                transitions,
                depth,
                complete,
                grid.states.size(),
                grid.states.steps(),
                grid.states.executions(),
                broken,
                broken == null ? List.of() : schedule(),
                layers);
    }

    private @Nullable String expand(int[] code, long number, List<int[]> next) {
        World world = World.decode(code, beginning.members.length);
        List<Long> open = new ArrayList<>();
        try {
            grid.choices(world, beginning.tick, open::add);
        } catch (BrokenInvariant broken) {
            choices.add(Grid.choice(Grid.Kind.TICK, 0));
            parents.add(number);
            return broken.getMessage();
        }
        for (long choice : open) {
            transitions++;
            try {
                int[] after = grid.apply(world, choice).encode();
                if (known.add(World.hash(after))) {
                    next.add(after);
                    choices.add(choice);
                    parents.add(number);
                }
            } catch (BrokenInvariant broken) {
                choices.add(choice);
                parents.add(number);
                return broken.getMessage();
            }
        }
        return null;
    }

    /** The way to the state that was found last. */
    private List<String> schedule() {
        List<Long> path = new ArrayList<>();
        for (long at = choices.size - 1L; parents.values[(int) at] >= 0; at = parents.values[(int) at]) {
            path.add(0, choices.values[(int) at]);
        }
        List<String> lines = new ArrayList<>();
        World world = beginning;
        int step = 1;
        for (long choice : path) {
            lines.add(step++ + ". " + grid.describe(world, choice));
            grid.tell(world, choice).forEach(line -> lines.add("      " + line));
            if (step <= path.size()) {
                world = grid.apply(world, choice);
            }
        }
        return lines;
    }
}
