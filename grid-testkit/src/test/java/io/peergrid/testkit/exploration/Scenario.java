package io.peergrid.testkit.exploration;

import java.util.function.Consumer;

/**
 * One exploration: a grid, how it gets to where the exploration begins, and the bounds from there on.
 *
 * @param beginning what happens first, in one order; an invariant broken in it counts like one broken later
 */
record Scenario(Setting setting, Consumer<Beginning> beginning, Bounds bounds) {
    /** Until the founders have a leader, leases and a barrier behind them. */
    static final int SETTLED = 3;

    /** Members in touch with each other, nothing under way. */
    static Scenario settled(Setting setting, Bounds bounds) {
        return after(setting, begun -> begun.ticks(SETTLED), bounds);
    }

    static Scenario after(Setting setting, Consumer<Beginning> beginning, Bounds bounds) {
        return new Scenario(setting, beginning, bounds);
    }

    Scenario without(String rule) {
        return new Scenario(setting.without(rule), beginning, bounds);
    }

    /** @param mostStates stops there */
    Exploration.Result explore(long mostStates) {
        Grid grid = new Grid(setting, bounds);
        Beginning begun = new Beginning(grid);
        beginning.accept(begun);
        return new Exploration(grid, begun.reset(), mostStates).run();
    }
}
