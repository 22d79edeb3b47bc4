package io.peergrid.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTableTest {
    private final ElementTable table = new ElementTable(ElementForm.HASH);

    @ParameterizedTest
    @ValueSource(ints = {10, 3_000, 40_000})
    void holdsWhatAMapWouldHold(int members) {
        Random random = new Random(members);
        Map<String, String> model = new HashMap<>();
        for (int step = 0; step < 10 * members; step++) {
            String member = "member" + random.nextInt(members);
            // Grows in the first half, shrinks in the second.
            if (random.nextInt(10) < (step < 5 * members ? 7 : 2)) {
                String payload = "v" + random.nextInt(1_000);
                byte[] before = table.put(element(member, payload));
                assertThat(payload(before)).isEqualTo(model.put(member, payload));
            } else {
                assertThat(payload(table.remove(key(member)))).isEqualTo(model.remove(member));
            }
        }

        assertThat(table.size()).isEqualTo(model.size());
        model.forEach((member, payload) ->
                assertThat(payload(table.find(key(member)))).isEqualTo(payload));
        assertThat(membersByScan(7)).containsExactlyInAnyOrderElementsOf(model.keySet());
    }

    @Test
    void aScanReturnsOnceWhatIsPresentThroughoutWhileTheTableGrowsAndShrinks() {
        Set<String> staying = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            table.put(element("stays" + i, ""));
            staying.add("stays" + i);
        }
        List<String> seen = new ArrayList<>();
        long cursor = 0;
        for (int round = 0; cursor != ElementView.END; round++) {
            int[] visited = {0};
            cursor = table.scan(cursor, element -> {
                seen.add(text(ElementForm.HASH.member(element)));
                return ++visited[0] < 100;
            });
            for (int i = 0; i < 1_500; i++) {
                if (round < 20) {
                    table.put(element("comes" + round + "-" + i, ""));
                } else {
                    table.remove(key("comes" + (round - 20) + "-" + i));
                }
            }
        }

        List<String> seenOfStaying = seen.stream().filter(staying::contains).toList();
        assertThat(seenOfStaying).containsExactlyInAnyOrderElementsOf(staying);
    }

    @Test
    void countsItsBytesAlikeHoweverItCameAboutThem() {
        long empty = table.heapBytes();
        for (int i = 0; i < 20_000; i++) {
            table.put(element("m" + i, "x".repeat(i % 50)));
        }
        long full = table.heapBytes();
        long elements = 0;
        for (int i = 0; i < 20_000; i++) {
            elements += ElementTable.heapBytes(element("m" + i, "x".repeat(i % 50)));
        }
        assertThat(full - elements).isBetween(20_000L * 5, 20_000L * 11);

        for (int i = 0; i < 20_000; i++) {
            table.remove(key("m" + i));
        }

        assertThat(table.size()).isZero();
        assertThat(table.heapBytes()).isBetween(empty, empty + 2_000);
    }

    @Test
    void picksEveryMemberAboutEquallyOften() {
        for (int i = 0; i < 500; i++) {
            table.put(element("m" + i, ""));
        }
        Random random = new Random(8);
        Map<String, Integer> picked = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            picked.merge(text(ElementForm.HASH.member(ByteSlice.of(table.pick(random.nextLong())))), 1, Integer::sum);
        }

        assertThat(picked).hasSize(500);
        assertThat(picked.values()).allMatch(times -> times > 120 && times < 290);
    }

    private Collection<String> membersByScan(int page) {
        List<String> members = new ArrayList<>();
        long cursor = 0;
        while (cursor != ElementView.END) {
            int[] visited = {0};
            cursor = table.scan(cursor, element -> {
                members.add(text(ElementForm.HASH.member(element)));
                return ++visited[0] < page;
            });
        }
        return members;
    }

    private static byte[] element(String member, String payload) {
        return ElementForm.HASH.pack(key(member), ByteSlice.of(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static Key key(String member) {
        return new Key(0, member.getBytes(StandardCharsets.UTF_8));
    }

    private static String payload(byte[] element) {
        return element == null ? null : text(ElementForm.HASH.payload(ByteSlice.of(element)));
    }

    private static String text(ByteSlice bytes) {
        return new String(bytes.toBytes(), StandardCharsets.UTF_8);
    }
}
