package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CitiesTest {
    @Test
    void shipsWithAllCitiesUnderKeysOfTheirOwn() {
        List<City> cities = Cities.read();

        assertThat(cities).hasSize(Options.ALL_CITIES);
        assertThat(cities.stream().map(City::key).distinct()).hasSize(Options.ALL_CITIES);
        assertThat(cities).contains(new City(2_657_896, "Zürich", "CH", "ZH", 341_730, 8.55, 47.36667));
    }

    @Test
    void readsQuotedFields() {
        assertThat(Cities.parse("1,\"Frankfurt, \"\"am\"\" Main\",DE,05,7,1.5,-2.5"))
                .isEqualTo(new City(1, "Frankfurt, \"am\" Main", "DE", "05", 7, 1.5, -2.5));
    }

    @Test
    void refusesALineThatIsNoCity() {
        assertThatThrownBy(() -> Cities.parse("1,Zug,CH")).hasMessageContaining("has 3");
    }
}
