package io.peergrid.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankTreeTest {
    private final RankTree tree = new RankTree();

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 5_000, 60_000})
    void keepsOrderAndRanksAsASortedListWould(int members) {
        Random random = new Random(members);
        TreeSet<byte[]> model = new TreeSet<>(ScoreOrder::compare);
        long empty = tree.heapBytes();
        for (int step = 0; step < 6 * members; step++) {
            byte[] element = element(random.nextInt(20), "m" + random.nextInt(members));
            // Grows in the first half, shrinks in the second.
            if (random.nextInt(10) < (step < 3 * members ? 7 : 2)) {
                if (model.add(element)) {
                    tree.insert(element);
                } else {
                    tree.replace(element);
                }
            } else if (model.remove(element)) {
                tree.remove(element);
            }
            if (step % members == members / 2) {
                checkSame(model, random);
            }
        }
        checkSame(model, random);
        model.forEach(tree::remove);

        assertThat(tree.size()).isZero();
        assertThat(tree.heapBytes()).isEqualTo(empty);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void removesFromEitherEndUntilNothingIsLeft(boolean first) {
        TreeSet<byte[]> model = new TreeSet<>(ScoreOrder::compare);
        for (int i = 0; i < 20_000; i++) {
            byte[] element = element(i, "m");
            model.add(element);
            tree.insert(element);
        }
        Random random = new Random(3);
        while (!model.isEmpty()) {
            tree.remove(first ? model.pollFirst() : model.pollLast());
            if (model.size() % 1_999 == 0) {
                checkSame(model, random);
            }
        }
        assertThat(tree.size()).isZero();
    }

    @Test
    void takesAboutEightBytesAnElementInAnyOrderOfInsertionAndFiveIfScoresAscend() {
        List<Integer> scores = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            scores.add(i);
        }
        RankTree ascending = filled(scores);
        Collections.shuffle(scores, new Random(5));
        RankTree shuffled = filled(scores);

        assertThat(ascending.heapBytes() / 100_000.0).isBetween(4.5, 5.2);
        assertThat(shuffled.heapBytes() / 100_000.0).isBetween(6.0, 8.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void findsARankWithComparisonsThatGrowWithTheLogarithm(int members) {
        for (int i = 0; i < members; i++) {
            tree.insert(element(i * 7919 % members, "m" + i));
        }
        int[] comparisons = {0};
        for (int i = 0; i < 100; i++) {
            double score = i * (members / 100.0);
            int unused = tree.countBelow(element -> {
                comparisons[0]++;
                return ScoreOrder.score(element) < score;
            });
        }

        assertThat(comparisons[0] / 100.0).isLessThan(Math.log(members) / Math.log(2) + 4);
    }

    @Test
    void scoresComeBeforeMembersAndZeroHasNoSign() {
        List<byte[]> ordered = List.of(
                element(Double.NEGATIVE_INFINITY, "z"),
                element(-1.5, "b"),
                element(-0.0, "a"),
                element(0, "aa"),
                element(-0.0, "b"),
                element(0, "\u00ff"),
                element(Double.MIN_VALUE, "a"),
                element(Double.POSITIVE_INFINITY, "a"));
        List<byte[]> mixed = new ArrayList<>(ordered);
        Collections.shuffle(mixed, new Random(1));
        mixed.forEach(tree::insert);

        assertThat(content(tree, false)).isEqualTo(shown(ordered));
        assertThat(ScoreOrder.score(ByteSlice.of(ordered.get(2)))).isEqualTo(0.0);
    }

    private static RankTree filled(List<Integer> scores) {
        RankTree tree = new RankTree();
        scores.forEach(score -> tree.insert(element(score, "m")));
        return tree;
    }

    private void checkSame(Collection<byte[]> model, Random random) {
        List<byte[]> ordered = new ArrayList<>(model);
        assertThat(tree.size()).isEqualTo(ordered.size());
        assertThat(content(tree, false)).isEqualTo(shown(ordered));
        List<byte[]> descending = new ArrayList<>(ordered);
        Collections.reverse(descending);
        assertThat(content(tree, true)).isEqualTo(shown(descending));
        for (int i = 0; i < 20 && !ordered.isEmpty(); i++) {
            int rank = random.nextInt(ordered.size());
            byte[] element = ordered.get(rank);
            assertThat(shown(tree.at(rank))).isEqualTo(shown(element));
            assertThat(tree.countBelow(other -> ScoreOrder.compare(other, ByteSlice.of(element)) < 0))
                    .isEqualTo(rank);
            int to = rank + random.nextInt(ordered.size() - rank + 1);
            boolean down = random.nextBoolean();
            List<byte[]> expected = new ArrayList<>(ordered.subList(rank, to));
            if (down) {
                Collections.reverse(expected);
            }
            List<byte[]> part = new ArrayList<>();
            tree.visit(rank, to, down, slice -> part.add(slice.source()));
            assertThat(shown(part)).isEqualTo(shown(expected));
        }
    }

    private static List<String> content(RankTree tree, boolean down) {
        List<byte[]> content = new ArrayList<>();
        tree.visit(0, tree.size(), down, element -> content.add(element.source()));
        return shown(content);
    }

    private static List<String> shown(List<byte[]> elements) {
        return elements.stream().map(RankTreeTest::shown).toList();
    }

    private static String shown(byte[] element) {
        ByteSlice slice = ByteSlice.of(element);
        byte[] member = ElementForm.SORTED_SET.member(slice).toBytes();
        return ScoreOrder.score(slice) + " " + new String(member, StandardCharsets.ISO_8859_1);
    }

    private static byte[] element(double score, String member) {
        return ElementForm.SORTED_SET.pack(
                new Key(0, member.getBytes(StandardCharsets.ISO_8859_1)), ScoreOrder.payload(score));
    }
}
