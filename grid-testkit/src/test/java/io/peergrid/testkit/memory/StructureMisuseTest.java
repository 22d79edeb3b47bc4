package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.Grid;
import io.peergrid.GridBucket;
import io.peergrid.GridCounter;
import io.peergrid.GridException;
import io.peergrid.GridHash;
import io.peergrid.GridSet;
import io.peergrid.GridSortedSet;
import io.peergrid.GridStream;
import io.peergrid.KeyType;
import io.peergrid.StreamId;
import io.peergrid.ValueTooLargeException;
import io.peergrid.WrongTypeException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a structure must not be asked, on three members: the error says what Redis's does, and nothing has changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StructureMisuseTest {
    private InMemoryCluster cluster;
    private Grid a;

    @BeforeAll
    void start() {
        cluster = InMemoryCluster.start(3);
        a = cluster.grid(0);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** One call of each structure. */
    private static Map<KeyType, List<Consumer<NamedGrid>>> calls() {
        Map<KeyType, List<Consumer<NamedGrid>>> calls = new LinkedHashMap<>();
        calls.put(
                KeyType.STRING,
                List.of(
                        at -> at.grid().counter(at.name()).incrementAndGet(),
                        at -> at.grid().counter(at.name()).addAndGet(BigDecimal.ONE),
                        at -> at.grid().bucket(at.name(), String.class).get(),
                        at -> at.grid().bucket(at.name(), byte[].class).append(new byte[1]),
                        at -> at.grid().bitmap(at.name()).set(1, true),
                        at -> at.grid().bitmap(at.name()).cardinality(),
                        at -> at.grid().hyperLogLog(at.name(), String.class).add("e"),
                        at -> at.grid().hyperLogLog(at.name(), String.class).count()));
        calls.put(
                KeyType.HASH,
                List.of(
                        at -> at.grid()
                                .hash(at.name(), String.class, String.class)
                                .put("f", "v"),
                        at -> at.grid()
                                .hash(at.name(), String.class, String.class)
                                .get("f"),
                        at -> at.grid()
                                .hash(at.name(), String.class, String.class)
                                .addAndGet("f", 1),
                        at -> at.grid()
                                .hash(at.name(), String.class, String.class)
                                .toMap()));
        calls.put(
                KeyType.SET,
                List.of(
                        at -> at.grid().set(at.name(), String.class).add("e"),
                        at -> at.grid().set(at.name(), String.class).pop(),
                        at -> at.grid().set(at.name(), String.class).randomElement()));
        calls.put(
                KeyType.LIST,
                List.of(
                        at -> at.grid().deque(at.name(), String.class).addLast("e"),
                        at -> at.grid().deque(at.name(), String.class).pollFirst(),
                        at -> at.grid().deque(at.name(), String.class).toList()));
        calls.put(
                KeyType.ZSET,
                List.of(
                        at -> at.grid().sortedSet(at.name(), String.class).add("e", 1),
                        at -> at.grid().sortedSet(at.name(), String.class).popLowest(),
                        at -> at.grid().sortedSet(at.name(), String.class).rank("e")));
        calls.put(
                KeyType.STREAM,
                List.of(
                        at -> at.grid().stream(at.name(), String.class).add(Map.of("f", "v")),
                        at -> at.grid().stream(at.name(), String.class).read(StreamId.MIN, 1),
                        at -> at.grid().stream(at.name(), String.class)
                                .group("g")
                                .createAtEnd()));
        return calls;
    }

    private record NamedGrid(Grid grid, String name) {}

    @Test
    void aKeyOfAnotherTypeIsRefusedByEachStructure() {
        calls().forEach((type, makes) -> {
            String name = "of type " + type;
            makes.get(0).accept(new NamedGrid(a, name));
            String before = shown(name, type);
            calls().forEach((other, calls) -> {
                if (other != type) {
                    calls.forEach(call -> cluster.grids()
                            .forEach(grid -> assertThatThrownBy(() -> call.accept(new NamedGrid(grid, name)))
                                    .as("%s as %s", type, other)
                                    .isInstanceOf(WrongTypeException.class)
                                    .hasMessageContaining("wrong kind of value")));
                }
            });
            assertThat(shown(name, type)).isEqualTo(before);
            assertThat(a.keys().type(name)).isEqualTo(type);
        });
    }

    private String shown(String name, KeyType type) {
        return switch (type) {
            case STRING -> "" + a.counter(name).get();
            case HASH -> "" + a.hash(name, String.class, String.class).toMap();
            case SET -> "" + a.set(name, String.class).toSet();
            case LIST -> "" + a.deque(name, String.class).toList();
            case ZSET ->
                "" + a.sortedSet(name, String.class).popHighest(0)
                        + a.sortedSet(name, String.class).size();
            case STREAM -> "" + a.stream(name, String.class).range(StreamId.MIN, StreamId.MAX, 10);
            case NONE -> "";
        };
    }

    @Test
    void whatIsNoIntegerIsNotCounted() {
        GridBucket<String> text = a.bucket("text", String.class);
        text.set("12 apples");
        GridHash<String, String> hash = a.hash("hash with text", String.class, String.class);
        hash.put("f", "3.0");

        refused(() -> a.counter("text").incrementAndGet(), "value is not an integer or out of range");
        refused(() -> a.counter("text").addAndGet(BigDecimal.ONE), "value is not a valid float");
        refused(() -> hash.addAndGet("f", 1), "hash value is not an integer");
        hash.put("f", "three");
        refused(() -> hash.addAndGet("f", BigDecimal.ONE), "hash value is not a float");

        assertThat(text.get()).isEqualTo("12 apples");
        assertThat(hash.get("f")).isEqualTo("three");
    }

    @Test
    void whatWouldOverflowIsNotCounted() {
        GridCounter counter = a.counter("full");
        counter.set(Long.MAX_VALUE);
        GridHash<String, Long> hash = a.hash("full hash", String.class, Long.class);
        hash.addAndGet("f", Long.MIN_VALUE);

        refused(counter::incrementAndGet, "increment or decrement would overflow");
        refused(() -> hash.addAndGet("f", -1), "increment or decrement would overflow");

        assertThat(counter.get()).isEqualTo(Long.MAX_VALUE);
        assertThat(hash.get("f")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aScoreIsANumber() {
        GridSortedSet<String> set = a.sortedSet("scores", String.class);
        set.add("infinite", Double.POSITIVE_INFINITY);

        refused(() -> set.add("e", Double.NaN), "value is not a valid float");
        refused(() -> set.addAll(Map.of("good", 1.0, "bad", Double.NaN)), "value is not a valid float");
        refused(() -> set.addAndGet("infinite", Double.NEGATIVE_INFINITY), "resulting score is not a number (NaN)");

        assertThat(set.scores(List.of("infinite", "e", "good", "bad")))
                .isEqualTo(Map.of("infinite", Double.POSITIVE_INFINITY));
    }

    @Test
    void placesThatCannotBeAreRefused() {
        a.bitmap("bits").set(3, true);
        a.bucket("short", byte[].class).set(new byte[1]);
        GridStream<String> stream = a.stream("ordered", String.class);
        stream.addWithId(new StreamId(5, 5), Map.of("f", "v"));

        refused(() -> a.bitmap("bits").set(-1, true), "bit offset is not an integer or out of range");
        refused(() -> a.bitmap("bits").set(Long.MAX_VALUE, true), "bit offset is not an integer or out of range");
        refused(() -> a.bucket("short", byte[].class).setRange(-1, new byte[1]), "offset is out of range");
        refused(
                () -> stream.addWithId(new StreamId(5, 5), Map.of("f", "v")),
                "equal or smaller than the target stream top item");
        refused(() -> stream.addWithId(StreamId.MIN, Map.of("f", "v")), "must be greater than 0-0");
        refused(() -> stream.add(Map.of()), "wrong number of arguments");
        refused(() -> stream.group("nobody").consumer("c").read(1), "No such key");
        refused(() -> a.deque("no list", String.class).set(0, "e"), "no such key");
        refused(() -> a.keys().rename("{no}thing", "{no}body"), "no such key");
        refused(() -> a.set("set", String.class).pop(-1), "must be positive");

        assertThat(a.bitmap("bits").cardinality()).isEqualTo(1);
        assertThat(a.bucket("short", byte[].class).length()).isEqualTo(1);
        assertThat(stream.size()).isEqualTo(1);
        assertThat(a.keys().type("no list")).isEqualTo(KeyType.NONE);
    }

    @Test
    void aTimeToLiveThatIsNoneIsRefused() {
        a.counter("lasting").set(1);

        for (Duration none : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(1))) {
            refused(() -> a.keys().expire("lasting", none), "");
            refused(() -> a.bucket("lasting", String.class).set("v", none), "");
        }

        assertThat(a.keys().timeToLive("lasting")).isNull();
        assertThat(a.counter("lasting").get()).isEqualTo(1);
    }

    /** As in Redis. */
    @Test
    void theEmptyNameAndTheEmptyElementAreLikeOthers() {
        a.set("", String.class).add("");
        a.hash("h", String.class, String.class).put("", "");

        assertThat(cluster.grid(1).set("", String.class).toSet()).containsExactly("");
        assertThat(cluster.grid(1).hash("h", String.class, String.class).toMap())
                .isEqualTo(Map.of("", ""));
        assertThat(a.keys().delete("")).isTrue();
    }

    @Test
    void argumentsAreOneCallOrNoneHoweverManyThereAre() {
        GridSet<Integer> numbers = a.set("numbers", Integer.class);
        List<Integer> many = IntStream.range(0, 50_000).boxed().toList();
        assertThat(numbers.addEach(many)).isEqualTo(many.size());
        assertThat(cluster.grid(1).set("numbers", Integer.class).removeEach(many))
                .isEqualTo(many.size());

        GridSet<String> texts = a.set("too much", String.class).withDeadline(Duration.ofMinutes(1));
        texts.add("before");
        List<String> million = IntStream.range(0, 1_000_000)
                .mapToObj(i -> "a text of so many bytes " + i)
                .toList();
        // Sent, and refused before it is looked at one by one.
        assertThatThrownBy(() -> texts.addEach(million))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("use several calls");
        assertThatThrownBy(() ->
                        numbers.addEach(IntStream.range(0, 1_000_000).boxed().toList()))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("1000001 arguments")
                .hasMessageContaining("use several calls");
        assertThat(texts.toSet()).containsExactly("before");
        assertThat(numbers.size()).isZero();
    }

    private static void refused(Runnable call, String text) {
        AbstractThrowableAssert<?, ?> thrown = assertThatThrownBy(call::run).hasMessageContaining(text);
        thrown.isInstanceOfAny(GridException.class, IllegalArgumentException.class, ArithmeticException.class);
    }
}
