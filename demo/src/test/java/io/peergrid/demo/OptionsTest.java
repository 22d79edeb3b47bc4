package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void startsThreeMembersWithAllCitiesByDefault() {
        assertThat(Options.parse()).isEqualTo(new Options(false, false, false, 3, Options.ALL_CITIES, null));
    }

    @Test
    void readsWhatStandsOnTheCommandLine() {
        assertThat(Options.parse("--story", "--members", "4", "--cities", "500"))
                .isEqualTo(new Options(false, true, false, 4, 500, null));
    }

    @Test
    void takesAnotherDatabaseForTheCache() {
        assertThat(Options.parse("--cache", "--database", "jdbc:postgresql://localhost/me"))
                .isEqualTo(new Options(false, false, true, 3, Options.ALL_CITIES, "jdbc:postgresql://localhost/me"));
    }

    @ParameterizedTest
    @CsvSource({
        "--members 1, --members wants a number from 2 to 9",
        "--members, --members wants a number from 2 to 9",
        "--cities many, not \"many\"",
        "--story --cache, choose one",
        "--database jdbc:x, goes with --cache",
        "--cache --database, wants a JDBC URL",
        "--stroy, \"--stroy\" is not an option"
    })
    void saysWhatIsWrong(String arguments, String message) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" "))).hasMessageContaining(message);
    }

    @Test
    void helpFitsInto80Columns() {
        assertThat(Options.HELP.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
    }
}
