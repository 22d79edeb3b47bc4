package io.peergrid.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InterestBookTest {
    private static final MemberId ANN = new MemberId(1, 1);
    private static final MemberId BOB = new MemberId(2, 2);

    private final InterestBook book = new InterestBook();

    private static Key key(String name) {
        return new Key(0, name.getBytes(StandardCharsets.UTF_8));
    }

    private static Interest interest(Interest.Kind kind, String name) {
        return new Interest(kind, key(name));
    }

    private Map<MemberId, Long> topic(String name) {
        Map<MemberId, Long> found = new TreeMap<>();
        book.find(Interest.Kind.TOPIC, key(name), found);
        book.match(Interest.Kind.TOPIC_PATTERN, key(name), found);
        return found;
    }

    @Test
    void findsNamesAndPatternsWithTheEarliestTime() {
        book.add(ANN, interest(Interest.Kind.TOPIC, "news.se"), 5);
        book.add(ANN, interest(Interest.Kind.TOPIC_PATTERN, "news.*"), 3);
        book.add(BOB, interest(Interest.Kind.TOPIC_PATTERN, "*.fi"), 4);
        book.add(BOB, interest(Interest.Kind.SHARDED_TOPIC, "news.se"), 4);

        assertThat(topic("news.se")).isEqualTo(Map.of(ANN, 3L));
        assertThat(topic("news.fi")).isEqualTo(Map.of(ANN, 3L, BOB, 4L));
        assertThat(topic("weather")).isEmpty();
        assertThat(book.anyOfEntries()).isFalse();
    }

    @Test
    void whatIsNotToldAgainInARoundIsOver() {
        book.add(ANN, interest(Interest.Kind.TOPIC, "old"), 1);
        book.add(ANN, interest(Interest.Kind.TOPIC, "kept"), 1);
        book.beginRound(ANN);
        book.add(ANN, interest(Interest.Kind.TOPIC, "kept"), 2);
        book.add(ANN, interest(Interest.Kind.TOPIC, "new"), 2);
        assertThat(topic("old")).containsKey(ANN);
        book.endRound(ANN);

        assertThat(topic("old")).isEmpty();
        assertThat(topic("kept")).isEqualTo(Map.of(ANN, 1L));
        assertThat(topic("new")).isEqualTo(Map.of(ANN, 2L));
    }

    @Test
    void forgetsAMemberAndKeepsTheOthers() {
        book.add(ANN, interest(Interest.Kind.ENTRY, "k"), 1);
        book.add(BOB, interest(Interest.Kind.ENTRY, "k"), 1);
        book.add(BOB, interest(Interest.Kind.ENTRY_PATTERN, "k*"), 1);
        book.forget(BOB);
        assertThat(book.anyOfEntries()).isTrue();
        book.remove(ANN, interest(Interest.Kind.ENTRY, "k"));
        book.remove(ANN, interest(Interest.Kind.ENTRY, "k"));

        assertThat(book.anyOfEntries()).isFalse();
        assertThat(book.of(ANN)).isEmpty();
        assertThat(topic("k")).isEmpty();
    }

    @Test
    void takesNoMoreThanTheBoundOfOneMember() {
        for (int i = 0; i < InterestBook.MOST; i++) {
            assertThat(book.add(ANN, interest(Interest.Kind.TOPIC, "t" + i), 1)).isTrue();
        }
        assertThat(book.add(ANN, interest(Interest.Kind.TOPIC, "more"), 1)).isFalse();
        assertThat(book.add(ANN, interest(Interest.Kind.TOPIC, "t0"), 1)).isTrue();
        assertThat(book.add(BOB, interest(Interest.Kind.TOPIC, "more"), 1)).isTrue();
    }
}
