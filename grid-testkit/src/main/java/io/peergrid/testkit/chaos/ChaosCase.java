package io.peergrid.testkit.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A story of what happens to a grid under load. Whatever it leaves broken is mended after it.
 *
 * @param members on hosts of their own
 * @param backups of each slot
 * @param cuts whether it needs a network that can be cut
 */
record ChaosCase(String name, int members, int backups, boolean cuts, Story story) {

    /** What happens. */
    @FunctionalInterface
    interface Story {
        void tell(ChaosGrid grid, RandomGenerator random);
    }

    static final List<ChaosCase> ALL = List.of(
            new ChaosCase("kill", 3, 1, false, ChaosCase::kill),
            new ChaosCase("kill-restart", 3, 1, false, ChaosCase::killAndRestart),
            new ChaosCase("kill-during-copy", 3, 1, false, ChaosCase::killDuringCopy),
            new ChaosCase("two-kills", 5, 2, false, ChaosCase::twoKills),
            new ChaosCase("ordered-restarts", 3, 1, false, ChaosCase::orderedRestarts),
            new ChaosCase("pause", 3, 1, false, ChaosCase::pause),
            new ChaosCase("pause-all", 3, 1, false, ChaosCase::pauseAll),
            new ChaosCase("isolate", 3, 1, true, ChaosCase::isolate),
            new ChaosCase("mute", 3, 1, true, ChaosCase::mute),
            new ChaosCase("deaf", 3, 1, true, ChaosCase::deaf),
            new ChaosCase("pair-cut", 3, 1, true, ChaosCase::pairCut),
            new ChaosCase("two-of-five", 5, 1, true, ChaosCase::twoOfFive),
            new ChaosCase("cut-and-kill", 5, 2, true, ChaosCase::cutAndKill),
            new ChaosCase("anything", 4, 1, true, ChaosCase::anything));

    private static Duration between(RandomGenerator random, long leastMillis, long mostMillis) {
        return Duration.ofMillis(random.nextLong(leastMillis, mostMillis));
    }

    private static int any(ChaosGrid grid, RandomGenerator random) {
        return random.nextInt(grid.size());
    }

    private static void kill(ChaosGrid grid, RandomGenerator random) {
        grid.kill(any(grid, random));
        grid.pass(between(random, 500, 4_000));
    }

    /** The new life begins before the others have found out about the end of the old one. */
    private static void killAndRestart(ChaosGrid grid, RandomGenerator random) {
        int host = any(grid, random);
        grid.kill(host);
        grid.launch(host);
        grid.pass(between(random, 500, 4_000));
    }

    private static void killDuringCopy(ChaosGrid grid, RandomGenerator random) {
        int host = any(grid, random);
        grid.kill(host);
        grid.launch(host);
        grid.pass(between(random, 500, 3_500));
        grid.kill(host);
        grid.pass(between(random, 500, 2_000));
    }

    private static void twoKills(ChaosGrid grid, RandomGenerator random) {
        int first = any(grid, random);
        grid.kill(first);
        grid.pass(between(random, 0, 600));
        List<Integer> others = grid.others(first);
        grid.kill(others.get(random.nextInt(others.size())));
        grid.pass(between(random, 500, 4_000));
    }

    private static void orderedRestarts(ChaosGrid grid, RandomGenerator random) {
        for (int host = 0; host < grid.size(); host++) {
            grid.stop(host);
            grid.heal();
            grid.awaitHealthy();
        }
    }

    private static void pause(ChaosGrid grid, RandomGenerator random) {
        int host = any(grid, random);
        grid.pause(host);
        grid.pass(between(random, 500, 10_000));
        grid.resume(host);
        grid.pass(between(random, 500, 2_000));
    }

    private static void pauseAll(ChaosGrid grid, RandomGenerator random) {
        for (int host = 0; host < grid.size(); host++) {
            grid.pause(host);
        }
        grid.pass(between(random, 500, 4_000));
        for (int host = 0; host < grid.size(); host++) {
            grid.resume(host);
            grid.pass(between(random, 0, 500));
        }
    }

    private static void isolate(ChaosGrid grid, RandomGenerator random) {
        grid.partition(Set.of(any(grid, random)));
        grid.pass(between(random, 500, 8_000));
    }

    /** It hears everybody and cannot speak. */
    private static void mute(ChaosGrid grid, RandomGenerator random) {
        int host = any(grid, random);
        grid.others(host).forEach(other -> grid.cut(host, other));
        grid.pass(between(random, 500, 8_000));
    }

    private static void deaf(ChaosGrid grid, RandomGenerator random) {
        int host = any(grid, random);
        grid.others(host).forEach(other -> grid.cut(other, host));
        grid.pass(between(random, 500, 8_000));
    }

    /** Two do not reach each other, the third reaches both. */
    private static void pairCut(ChaosGrid grid, RandomGenerator random) {
        int one = any(grid, random);
        int other = grid.others(one).get(random.nextInt(2));
        grid.cut(one, other);
        grid.cut(other, one);
        grid.pass(between(random, 1_000, 10_000));
    }

    /** Some slots have both copies on the smaller side: nobody answers for them meanwhile. */
    private static void twoOfFive(ChaosGrid grid, RandomGenerator random) {
        int one = any(grid, random);
        List<Integer> others = grid.others(one);
        grid.partition(Set.of(one, others.get(random.nextInt(others.size()))));
        grid.pass(between(random, 1_000, 8_000));
    }

    private static void cutAndKill(ChaosGrid grid, RandomGenerator random) {
        int away = any(grid, random);
        grid.partition(Set.of(away));
        grid.pass(between(random, 0, 1_500));
        List<Integer> others = grid.others(away);
        grid.kill(others.get(random.nextInt(others.size())));
        grid.pass(between(random, 500, 5_000));
    }

    /** A few of the others, one after the other, mended in between. */
    private static void anything(ChaosGrid grid, RandomGenerator random) {
        List<Story> stories = List.of(
                ChaosCase::kill,
                ChaosCase::killAndRestart,
                ChaosCase::pause,
                ChaosCase::isolate,
                ChaosCase::mute,
                ChaosCase::deaf);
        for (int i = 0; i < 4; i++) {
            stories.get(random.nextInt(stories.size())).tell(grid, random);
            grid.heal();
            grid.awaitHealthy();
        }
    }
}
