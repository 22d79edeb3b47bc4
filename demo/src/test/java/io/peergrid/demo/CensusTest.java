package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Grid;
import io.peergrid.testkit.memory.InMemoryCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CensusTest {
    @Test
    void putsTheCitiesOfOneSlotTogetherAndLeavesNoneOut() {
        List<City> cities = Cities.read().subList(0, 5_000);
        try (InMemoryCluster cluster = InMemoryCluster.start(1)) {
            Grid grid = cluster.grid(0);
            Census census = new Census(grid, cities);

            List<City> ordered = census.inSlotOrder(cities);

            assertThat(ordered).containsExactlyInAnyOrderElementsOf(cities);
            assertThat(ordered.stream().map(city -> grid.explain(city.key()).slot()))
                    .isSorted();
            assertThat(IntStream.range(0, 10).map(census::slotOf))
                    .containsExactlyElementsOf(cities.subList(0, 10).stream()
                            .map(city -> grid.explain(city.key()).slot())
                            .toList());
        }
    }
}
