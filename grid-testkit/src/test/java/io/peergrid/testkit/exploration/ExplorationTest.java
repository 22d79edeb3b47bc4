package io.peergrid.testkit.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every order of events (protocol 3.3), nearest states first, with the product's own agreement, leases, slot table and replication.
 * {@code -Dexploration=NAME} runs one of {@link Scenarios}, {@code -Dexploration.states=N} bounds it.
 */
final class ExplorationTest {
    /** How many of the nearest states are looked at in each build. */
    private static final int STATES = 30_000;

    private static final Setting ONE_BACKUP = Setting.of(1, 1);
    private static final Setting STRICT = Setting.of(2, 2);

    @Test
    void noOrderOfAFailoverBreaksAnInvariant() {
        requireSound(Scenario.settled(
                ONE_BACKUP, Bounds.NONE.ticks(4).inFlight(4).writes(1).crashes(1)));
    }

    @Test
    void noOrderOfAFailoverWithTwoCopiesNeededBreaksAnInvariant() {
        requireSound(Scenario.after(
                STRICT,
                begun -> begun.ticks(Scenario.SETTLED).write(0).crash(0),
                Bounds.NONE.ticks(3).inFlight(4)));
    }

    private static void requireSound(Scenario scenario) {
        Exploration.Result result = scenario.explore(STATES);

        System.out.println(result);
        assertThat(result.schedule()).as(result.broken()).isEmpty();
        assertThat(result.complete() || result.states() >= STATES).isTrue();
    }

    @Test
    void sameInputsLeadToTheSameState() {
        Grid grid =
                new Grid(ONE_BACKUP, Bounds.NONE.ticks(3).inFlight(4).writes(1).crashes(1));
        Beginning beginning = new Beginning(grid).ticks(Scenario.SETTLED).reset();
        new Exploration(grid, beginning, 1_000).run();

        for (int state = 0; state < grid.states.size(); state += 7) {
            assertThat(grid.states.repeats(state)).as("state %s", state).isTrue();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "exploration", matches = ".+")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void noOrderWithinGreaterBoundsBreaksAnInvariant() {
        Scenarios chosen = Scenarios.valueOf(System.getProperty("exploration").toUpperCase(Locale.ROOT));

        Exploration.Result result = chosen.scenario().explore(Long.getLong("exploration.states", 10_000_000));

        System.out.println(chosen + ": " + result);
        result.schedule().forEach(System.out::println);
        assertThat(result.broken()).isNull();
    }
}
