package io.peergrid.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One round in every build; more with {@code grid-testkit/chaos}. */
class ChaosIT {

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void losesNothingAndStaysLinearizableWhateverIsBroken(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path unlessNamed)
            throws Exception {
        String named = System.getProperty("chaos.directory", "");
        new ChaosRun(
                        Integer.getInteger("chaos.rounds", 1),
                        System.getProperty("chaos.case", Hosts.possible() ? "isolate" : "kill"),
                        Long.getLong("chaos.seed", 1),
                        named.isEmpty() ? unlessNamed : Path.of(named))
                .run(line -> System.out.println("process test: chaos " + line));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void findsWhatIsLostWhenNothingIsCopied(@TempDir Path directory) {
        ChaosCase withoutBackups = new ChaosCase("no-backups", 3, 0, false, (grid, random) -> grid.kill(0));

        assertThatThrownBy(() -> new ChaosRound(withoutBackups, 1, directory).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("acknowledged writes were lost");
    }
}
