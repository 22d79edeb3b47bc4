package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.testkit.process.JavaProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class StoryIT {
    private static final int CITIES = 3_000;

    private final RecordingScreen screen = new RecordingScreen();

    @Test
    void losesNothingAndSaysSo() {
        boolean good = new Story(Options.parse("--story", "--cities", Integer.toString(CITIES)), screen).run();

        assertThat(good).as(screen.toString()).isTrue();
        assertThat(screen.lines())
                .filteredOn(line -> line.contains("3,000 of 3,000 cities equal, 0 missing, 0 different"))
                .hasSize(2);
        assertThat(screen.lines()).anyMatch(line -> line.contains("nothing was lost"));
        assertThat(screen.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
    }

    @Test
    void verificationFailsWhenOneRowIsMissing() {
        try (LocalGrid grid = new LocalGrid(2)) {
            List<City> cities = Cities.read().subList(0, CITIES);
            Loader.load(grid.cities(), cities, screen);
            City lost = cities.get(1_234);
            grid.cities().delete(lost.key());

            JavaProcess verifier = verify(grid);

            assertThat(verifier.output())
                    .contains("2,999 of 3,000 cities equal, 1 missing, 0 different")
                    .anyMatch(line -> line.contains(lost.key()));
        }
    }

    private static JavaProcess verify(LocalGrid grid) {
        JavaProcess verifier =
                grid.startOther("verifier", VerifierProcess.class, grid.name(), Integer.toString(CITIES));
        assertThat(verifier.awaitEnd(Duration.ofSeconds(60))).isEqualTo(1);
        return verifier;
    }
}
