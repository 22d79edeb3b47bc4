package io.peergrid.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.GridSerializationException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.WrongTypeException;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"unchecked", "rawtypes", "JavaUtilDate", "JdkObsolete", "UnusedVariable"})
class ValueCodecTest {
    private static final int MAX_BYTES = 1 << 20;

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "like grass";
            }
        }
    }

    record Point(int x, double y, String name, List<Color> colors) {}

    record Nothing() {}

    sealed interface Shape permits Circle, Square {}

    record Circle(Point center, long radius) implements Shape {}

    record Square(Point corner, Integer side) implements Shape {}

    static class Base {
        private final String name;
        protected int level = 3;

        Base(String name) {
            this.name = name;
        }
    }

    static final class Profile extends Base {
        private final Map<String, Shape> shapes = new HashMap<>();
        private Optional<Point> home = Optional.empty();
        private Point[] corners = {};
        private String name = "inner";
        private transient Thread owner = Thread.currentThread();
        private String nothing;

        Profile(String name) {
            super(name);
        }
    }

    static final class Node {
        Node next;
    }

    static final class Unknown {
        int a = 1;
    }

    static final class Holder {
        Object any;
    }

    static final class OwnList extends ArrayList<String> {}

    private final ValueTypes types = new ValueTypes(List.of(), MAX_BYTES);

    static Stream<Object> values() {
        return Stream.of(
                "text",
                "grüße",
                "",
                1,
                -1L,
                (short) 2,
                (byte) 3,
                'c',
                true,
                1.5,
                2.5f,
                new UUID(1, 2),
                URI.create("http://a/b?c"),
                Locale.GERMANY,
                java.time.DayOfWeek.MONDAY,
                Currency.getInstance("EUR"),
                BigInteger.TEN.pow(40),
                new BigDecimal("1.2300"),
                BitSet.valueOf(new long[] {5, 9}),
                new Date(5),
                LocalDate.of(2024, 2, 29),
                Year.of(2024),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29),
                Period.of(1, 2, -3),
                Instant.ofEpochSecond(-5, 7),
                Duration.ofMillis(-7),
                LocalTime.MAX,
                LocalDateTime.MIN,
                ZoneOffset.ofHours(-3),
                OffsetDateTime.of(LocalDateTime.MAX, ZoneOffset.MIN),
                OffsetTime.MIN,
                ZoneId.of("Europe/Berlin"),
                ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap(),
                TimeZone.getTimeZone("Europe/Berlin"),
                Optional.of("x"),
                Optional.empty(),
                OptionalInt.of(4),
                OptionalLong.empty(),
                new ArrayList<>(Arrays.asList("a", null, 1)),
                new LinkedList<>(List.of(1, 2)),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of("a", "b", "c"),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2, "c", 3),
                Collections.unmodifiableMap(new TreeMap<>(Map.of("k", List.of(1)))),
                Collections.emptyList(),
                Collections.singletonMap("a", null),
                Collections.unmodifiableList(new ArrayList<>(List.of("x"))),
                Stream.of(1, 2).toList(),
                Arrays.asList(1, null),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
                new HashMap<>(Map.of(1, 2)).keySet(),
                new LinkedHashMap<>(Map.of("a", "b")),
                new TreeMap<>(Map.of(3, 4)),
                new TreeSet<>(Set.of(5, 6)),
                new ConcurrentHashMap<>(Map.of(1, "x")),
                new CopyOnWriteArrayList<>(List.of(1)),
                new ConcurrentSkipListMap<>(Map.of(1, 2)),
                Collections.synchronizedList(new ArrayList<>(List.of(7))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOfTheJdkComeBackEqual(Object value) {
        assertThat(roundTrip(Object.class, value)).isEqualTo(value);
        assertThat(roundTrip(Object.class, List.of(List.of(value, value), "x")))
                .isEqualTo(List.of(List.of(value, value), "x"));
    }

    @Test
    void arraysComeBackEqual() {
        for (Object array : List.of(
                new byte[] {1},
                new short[] {2},
                new int[] {-3, 4},
                new long[] {5},
                new float[] {6},
                new double[] {7},
                new boolean[] {true},
                new char[] {'c'},
                new String[] {"a", null},
                new Object[] {1, "b", null})) {
            List<Object> back = roundTrip(List.class, List.of(array));
            assertThat(back.get(0)).isEqualTo(array);
        }
        assertThat(roundTrip(Point[][].class, new Point[][] {{point(1)}, {}}))
                .isEqualTo(new Point[][] {{point(1)}, {}});
        assertThat(roundTrip(int[][].class, new int[][] {{1}, {}})).isEqualTo(new int[][] {{1}, {}});
    }

    @Test
    void valuesWithoutEqualsComeBackAlike() {
        assertThat(roundTrip(AtomicLong.class, new AtomicLong(-9)).get()).isEqualTo(-9);
        assertThat(roundTrip(AtomicInteger.class, new AtomicInteger(9)).get()).isEqualTo(9);
        assertThat(roundTrip(Pattern.class, Pattern.compile("a+", Pattern.CASE_INSENSITIVE))
                        .flags())
                .isEqualTo(Pattern.CASE_INSENSITIVE);
        assertThat(new ArrayList<>(roundTrip(ArrayDeque.class, new ArrayDeque<>(List.of(1, 2)))))
                .isEqualTo(List.of(1, 2));
        TreeMap<String, Integer> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.put("a", 1);
        assertThat(roundTrip(TreeMap.class, sorted).get("A")).isEqualTo(1);
        assertThat(roundTrip(TreeSet.class, new TreeSet<>(Collections.reverseOrder()))
                        .comparator())
                .isEqualTo(Collections.reverseOrder());
    }

    @Test
    void unmodifiableCollectionsStayUnmodifiable() {
        List<Object> back = roundTrip(List.class, List.of(List.of(1), Set.of(2), Map.of(3, 4)));

        assertThatThrownBy(() -> ((List<Object>) back.get(0)).add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Set<Object>) back.get(1)).add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<Object, Object>) back.get(2)).put(1, 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void enumsAndTheirCollectionsComeBackByName() {
        types.allow(Color.class);

        assertThat(roundTrip(Color.class, Color.GREEN)).isSameAs(Color.GREEN);
        assertThat(roundTrip(EnumSet.class, EnumSet.of(Color.GREEN))).isEqualTo(EnumSet.of(Color.GREEN));
        EnumSet<Color> none = roundTrip(EnumSet.class, EnumSet.noneOf(Color.class));
        none.add(Color.RED);
        assertThat(roundTrip(EnumMap.class, new EnumMap<>(Map.of(Color.RED, 1))))
                .isEqualTo(Map.of(Color.RED, 1));
        EnumMap<Color, Integer> empty = roundTrip(EnumMap.class, new EnumMap<>(Color.class));
        empty.put(Color.RED, 1);
        assertThat(empty).hasSize(1);
    }

    @Test
    void objectsComeBackWithTheTypesTheirFieldsDeclare() {
        Profile profile = new Profile("alice");
        profile.level = 9;
        profile.shapes.put("a", new Circle(point(1), 5));
        profile.shapes.put("b", new Square(point(2), null));
        profile.home = Optional.of(point(3));
        profile.corners = new Point[] {point(4), null};

        Profile back = roundTrip(Profile.class, profile);

        assertThat(back).usingRecursiveComparison().ignoringFields("owner").isEqualTo(profile);
        assertThat(back.owner).isNull();
        assertThat(roundTrip(Nothing.class, new Nothing())).isEqualTo(new Nothing());
        assertThat(roundTrip(List.class, new ArrayList<>(List.of(new Nothing(), new Nothing()))))
                .hasSize(2);
    }

    @Test
    void largeFieldsMoveTheirLengthsAside() {
        for (int length : new int[] {0, 126, 127, 128, 16_383, 16_384, 100_000}) {
            Holder holder = new Holder();
            holder.any = List.of("é".repeat(length), new ArrayList<>(List.of("y".repeat(length))));
            assertThat(roundTrip(Holder.class, holder).any).isEqualTo(holder.any);
        }
    }

    @Test
    void plainTypesHaveFormsOfTheirOwn() {
        assertThat(types.codec(byte[].class).encode(new byte[] {5})).containsExactly(ValueTag.RAW, 5);
        assertThat(types.codec(Long.class).encode(258L)).containsExactly(ValueTag.INT64, 0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(types.codec(String.class).encode("a")).containsExactly(ValueTag.STRING, 'a');
        assertThat(types.codec(String.class).decode(new byte[] {ValueTag.RAW, 'a'}))
                .isEqualTo("a");
    }

    @Test
    void theIdOfATypeIsTheSameEverywhere() {
        assertThat(ValueTypes.id("com.shop.Profile")).isEqualTo(ValueTypes.id("com.shop.Profile"));
        assertThat(new ValueTypes(List.of(Point.class, Circle.class), MAX_BYTES)
                        .codec(Circle.class)
                        .encode(new Circle(point(1), 2)))
                .isEqualTo(new ValueTypes(List.of(Nothing.class), MAX_BYTES)
                        .codec(Circle.class)
                        .encode(new Circle(point(1), 2)));
    }

    @Test
    void anUnregisteredClassIsRefusedWithWhatToWrite() {
        Holder holder = new Holder();
        holder.any = List.of(new Unknown());

        assertThatThrownBy(() -> types.codec(Holder.class).encode(holder))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining(Unknown.class.getName())
                .hasMessageContaining("GridConfig.types(ValueCodecTest.Unknown.class)");

        types.allow(Unknown.class);
        assertThat(roundTrip(Holder.class, holder).any)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void whatCannotBeStoredSaysWhy() {
        Holder holder = new Holder();
        holder.any = (Runnable) () -> {};

        assertThatThrownBy(() -> types.codec(Holder.class).encode(holder)).hasMessageContaining("lambda");
        holder.any = new Thread();
        assertThatThrownBy(() -> types.codec(Holder.class).encode(holder)).hasMessageContaining("JDK");
        assertThatThrownBy(() -> types.allow(OwnList.class))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("collection");
        class Local {}
        assertThatThrownBy(() -> types.allow(Local.class)).hasMessageContaining("static");
        assertThatThrownBy(() -> types.codec(Exception.class).encode(new Exception()))
                .hasMessageContaining("JDK");
    }

    @Test
    void circlesAreRefused() {
        Node node = new Node();
        node.next = node;

        assertThatThrownBy(() -> types.codec(Node.class).encode(node))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("refer to themselves");
        node.next = null;
        assertThat(roundTrip(Node.class, node).next).isNull();
    }

    @Test
    void anObjectAboveTheLimitIsRefused() {
        assertThatThrownBy(() -> types.codec(List.class).encode(List.of("x".repeat(MAX_BYTES))))
                .isInstanceOf(ValueTooLargeException.class);
    }

    @Test
    void aHandleOfAnotherTypeIsToldSo() {
        byte[] text = types.codec(String.class).encode("a");

        assertThatThrownBy(() -> types.codec(Long.class).decode(text)).isInstanceOf(WrongTypeException.class);
        assertThatThrownBy(() -> types.codec(Long.class).decode(new byte[0]))
                .isInstanceOf(GridSerializationException.class);
        assertThatThrownBy(() -> types.codec(Long.class).decode(new byte[] {99}))
                .isInstanceOf(GridSerializationException.class);
    }

    @Test
    void aTypeUnknownToTheReaderIsATypedError() {
        byte[] bytes = types.codec(Point.class).encode(point(1));
        ValueTypes others = new ValueTypes(List.of(), MAX_BYTES);

        assertThatThrownBy(() -> others.codec(Object.class).decode(bytes))
                .isInstanceOf(GridSerializationException.class);
        assertThat(others.codec(Point.class).decode(bytes)).isEqualTo(point(1));
    }

    @Test
    void aClassThatTheReaderDoesNotAllowIsReportedWithTheWayOut() {
        byte[] stored = new ValueTypes(List.of(Nothing.class), MAX_BYTES)
                .codec(Object.class)
                .encode(new Nothing());
        assertThatThrownBy(() ->
                        new ValueTypes(List.of(), MAX_BYTES).codec(Object.class).decode(stored))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("a class that this member does not allow, type number")
                .hasMessageContaining("GridConfig.types(...)");
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int base = thread * 100_000;
                runs.add(pool.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        Circle circle = new Circle(point(base + i), i);
                        assertThat(roundTrip(Circle.class, circle)).isEqualTo(circle);
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedBytesGiveAValueOrATypedError(long seed) {
        types.allow(Profile.class);
        types.allow(Node.class);
        ValueCodec<Object> codec = types.codec(Object.class);
        List<byte[]> samples = new ArrayList<>();
        values().filter(value -> !(value instanceof String))
                .forEach(value -> samples.add(codec.encode(List.of(value))));
        Profile profile = new Profile("alice");
        profile.shapes.put("a", new Circle(point(1), 5));
        profile.corners = new Point[] {point(4), null};
        samples.add(codec.encode(profile));
        samples.add(
                codec.encode(new ArrayList<>(List.of(new int[9], new long[3], new String[] {"a"}, new Object[] {1}))));
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 15_000; i++) {
            byte[] bytes = mutated(samples.get(random.nextInt(samples.size())), random);
            try {
                codec.decode(ByteSlice.of(bytes));
                read++;
            } catch (GridSerializationException | WrongTypeException expected) {
                assertThat(expected).hasMessageNotContaining("OutOfMemory");
                assertThat(expected.getCause()).isNotInstanceOf(OutOfMemoryError.class);
            }
        }
        assertThat(read).isPositive();
    }

    private static byte[] mutated(byte[] sample, Random random) {
        byte[] bytes = Arrays.copyOf(sample, Math.max(1, sample.length - random.nextInt(3) * random.nextInt(4)));
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = 1 + random.nextInt(Math.max(1, bytes.length - 1));
            if (at < bytes.length) {
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
            }
        }
        return bytes;
    }

    private static Point point(int x) {
        return new Point(x, x / 2.0, "p" + x, List.of(Color.RED));
    }

    private <T> T roundTrip(Class<T> type, T value) {
        ValueCodec<T> codec = types.codec(type);
        return codec.decode(codec.encode(value));
    }
}
