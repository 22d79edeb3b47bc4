package io.peergrid.testkit.exploration;

import java.util.ArrayList;
import java.util.List;

/** Brings a grid, step by step and without faults of its own, to where an exploration begins. */
final class Beginning {
    private static final int MOST_STEPS = 200;

    private final Grid grid;
    private World world;
    private final List<String> lines = new ArrayList<>();

    Beginning(Grid grid) {
        this.grid = grid;
        world = grid.beginning();
    }

    World world() {
        return world;
    }

    /** What has happened so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    Beginning choose(Grid.Kind kind, int argument) {
        long choice = Grid.choice(kind, argument);
        lines.add("   (" + grid.describe(world, choice) + ")");
        grid.tell(world, choice).forEach(line -> lines.add("      " + line));
        world = grid.apply(world, choice);
        return this;
    }

    Beginning write(int at) {
        return choose(Grid.Kind.WRITE, at);
    }

    /** Everybody else notices. */
    Beginning crash(int member) {
        return choose(Grid.Kind.CRASH, member | Grid.NOTICED);
    }

    /** @param mode see {@link Links} */
    Beginning cut(int mode) {
        return choose(Grid.Kind.LINKS, mode);
    }

    /** Time goes on, and nothing is delivered but heartbeats. */
    Beginning tick() {
        return choose(Grid.Kind.TICK, 0);
    }

    /** Delivers what is under way between two members, in the order in which it was first sent. */
    Beginning deliver(int from, int to) {
        for (int frame : grid.underWay(world, from, to)) {
            choose(Grid.Kind.DELIVER, frame);
        }
        return this;
    }

    /** Delivers what is under way between two members, and what comes of it. */
    Beginning exchange(int one, int other) {
        int[] open = grid.underWay(world, one, other);
        int[] answers = grid.underWay(world, other, one);
        while (open.length + answers.length > 0) {
            deliver(one, other).deliver(other, one);
            open = grid.underWay(world, one, other);
            answers = grid.underWay(world, other, one);
        }
        return this;
    }

    /** What is under way between two members never arrives. */
    Beginning lose(int from, int to) {
        world = world.copy();
        for (int frame : grid.underWay(world, from, to)) {
            world.remove(frame);
        }
        return this;
    }

    /** Delivers what is under way until nothing is. */
    Beginning deliverAll() {
        int steps = 0;
        while (world.frames.length > 0) {
            if (steps++ == MOST_STEPS) {
                throw new IllegalStateException("no rest: " + lines.subList(lines.size() - MOST_STEPS, lines.size()));
            }
            choose(Grid.Kind.DELIVER, world.frames[0]);
        }
        return this;
    }

    Beginning ticks(int count) {
        for (int i = 0; i < count; i++) {
            choose(Grid.Kind.TICK, 0);
            deliverAll();
        }
        return this;
    }

    /** What was used up so far does not count. */
    Beginning reset() {
        world = world.copy();
        world.writes = 0;
        world.cuts = 0;
        world.crashes = 0;
        world.starts = 0;
        world.pauses = 0;
        world.held = 0;
        world.duplicates = 0;
        world.disconnections = 0;
        return this;
    }
}
