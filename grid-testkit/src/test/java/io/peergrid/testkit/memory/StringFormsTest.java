package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.GridBitmap;
import io.peergrid.GridHyperLogLog;
import io.peergrid.KeyType;
import io.peergrid.WrongTypeException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** HyperLogLogs and bitmaps on three members. */
class StringFormsTest extends OnThreeMembers {
    @Test
    void visitorsAreCountedOnceWhereverTheyAreCounted() throws Exception {
        GridHyperLogLog<String> monday = a.hyperLogLog("monday", String.class);
        GridHyperLogLog<String> tuesday = b.hyperLogLog("tuesday", String.class);

        assertThat(monday.count()).isZero();
        assertThat(monday.add("ada")).isTrue();
        assertThat(b.hyperLogLog("monday", String.class).add("ada")).isFalse();
        assertThat(monday.count()).isEqualTo(1);
        monday.addAll(visitors(0, 3_000));
        tuesday.addAll(visitors(2_000, 5_000));
        assertThat(monday.count()).isBetween(2_900L, 3_100L);
        assertThat(monday.countWith(List.of("tuesday", "never"))).isBetween(4_850L, 5_150L);
        assertThat(monday.async()
                        .countWith(List.of("tuesday"))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isBetween(4_850L, 5_150L);
        assertThatThrownBy(() -> monday.merge(List.of("tuesday")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash tag");

        GridHyperLogLog<String> week = a.hyperLogLog("{w}week", String.class);
        b.hyperLogLog("{w}sunday", String.class).addAll(visitors(0, 500));
        week.addAll(visitors(400, 900));
        week.merge(List.of("{w}sunday"));

        assertThat(b.hyperLogLog("{w}week", String.class).count()).isBetween(880L, 920L);
        assertThat(b.keys().type("{w}week")).isEqualTo(KeyType.STRING);
        a.bucket("text", String.class).set("no count");
        assertThatThrownBy(() -> b.hyperLogLog("text", String.class).add("x")).isInstanceOf(WrongTypeException.class);
        assertThatThrownBy(() -> monday.countWith(List.of("text"))).isInstanceOf(WrongTypeException.class);
    }

    @Test
    void aBitmapIsReadBitByBit() {
        GridBitmap fromA = a.bitmap("{b}days");
        GridBitmap fromB = b.bitmap("{b}days");

        assertThat(fromA.set(7, true)).isFalse();
        assertThat(fromB.set(1_000, true)).isFalse();
        assertThat(fromB.get(7)).isTrue();
        assertThat(fromA.get(1_000_000)).isFalse();
        assertThat(fromA.size()).isEqualTo(1_008);
        assertThat(fromA.cardinality()).isEqualTo(2);
        assertThat(fromA.cardinality(8, -1)).isEqualTo(1);
        assertThat(fromA.nextSet(8)).isEqualTo(1_000);
        assertThat(fromA.nextClear(7)).isEqualTo(8);
        BitSet expected = new BitSet();
        expected.set(7);
        expected.set(1_000);
        assertThat(fromB.toBitSet()).isEqualTo(expected);
        assertThat(fromB.set(1_000, false)).isTrue();
        assertThat(fromB.nextSet(8)).isEqualTo(-1);

        GridBitmap result = a.bitmap("{b}result");
        b.bitmap("{b}other").set(3, true);
        assertThat(result.storeOr(List.of("{b}days", "{b}other"))).isEqualTo(126);
        assertThat(result.cardinality()).isEqualTo(2);
        assertThat(result.storeAnd(List.of("{b}result", "{b}other"))).isEqualTo(126);
        assertThat(result.nextSet(0)).isEqualTo(3);
        assertThat(result.storeXor(List.of("{b}result", "{b}result"))).isEqualTo(126);
        assertThat(result.cardinality()).isZero();
        assertThat(result.storeNot("{b}other")).isEqualTo(1);
        assertThat(result.cardinality()).isEqualTo(7);
        assertThatThrownBy(() -> result.set(-1, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> result.storeNot("elsewhere")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> visitors(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "visitor" + i).toList();
    }
}
