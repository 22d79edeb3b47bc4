package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void showsInEachCellWhoOwnsMostOfIt() {
        assertThat(Bar.shrink(new int[] {1, 1, 2, 1, 2, 2, 0, 2}, 2)).containsExactly(1, 2);
    }

    @Test
    void showsSlotsWithoutOwner() {
        assertThat(Bar.shrink(new int[8], 2)).containsExactly(0, 0);
    }

    @Test
    void givesThirdsAThirdOfTheBar() {
        int[] owners = new int[16_384];
        Arrays.fill(owners, 0, 5_461, 1);
        Arrays.fill(owners, 5_461, 10_922, 2);
        Arrays.fill(owners, 10_922, 16_384, 3);

        int[] cells = Bar.shrink(owners, 64);

        assertThat(Arrays.stream(cells).filter(cell -> cell == 2).count()).isBetween(21L, 22L);
        assertThat(cells).isSorted();
    }

    @Test
    void progressFitsInto80Columns() {
        assertThat(Bar.progress("loading", 112_320, 112_320, 1_234_567)).hasSizeLessThanOrEqualTo(Screen.WIDTH - 2);
    }
}
