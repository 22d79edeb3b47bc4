package io.peergrid.codec;

import com.esotericsoftware.kryo.io.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Single values of the JDK. The ids are part of the format; 16 to 79 and from 120 are for this class. */
final class JdkValues {
    /** Enums that need not be declared; in the order of their ids. */
    static final List<Class<? extends Enum<?>>> ENUMS =
            List.of(DayOfWeek.class, Month.class, TimeUnit.class, ChronoUnit.class);

    private static final int FIRST_ENUM_ID = 120;

    private JdkValues() {}

    static void register(GridKryo kryo) {
        texts(kryo);
        numbers(kryo);
        dates(kryo);
        times(kryo);
        optionals(kryo);
        atomics(kryo);
        constants(kryo);
        arrays(kryo);
        for (int i = 0; i < ENUMS.size(); i++) {
            kryo.addType(FIRST_ENUM_ID + i, ENUMS.get(i));
        }
    }

    private static void texts(GridKryo kryo) {
        kryo.add(
                16,
                UUID.class,
                (k, out, id) -> {
                    out.writeLong(id.getMostSignificantBits());
                    out.writeLong(id.getLeastSignificantBits());
                },
                (k, in) -> new UUID(in.readLong(), in.readLong()));
        kryo.add(
                17,
                URI.class,
                (k, out, uri) -> out.writeString(uri.toString()),
                (k, in) -> URI.create(in.readString()));
        kryo.add(
                18,
                Locale.class,
                (k, out, locale) -> out.writeString(locale.toLanguageTag()),
                (k, in) -> Locale.forLanguageTag(in.readString()));
        kryo.add(
                19,
                Currency.class,
                (k, out, currency) -> out.writeString(currency.getCurrencyCode()),
                (k, in) -> Currency.getInstance(in.readString()));
        kryo.add(
                20,
                StringBuilder.class,
                (k, out, text) -> out.writeString(text.toString()),
                (k, in) -> new StringBuilder(in.readString()));
        kryo.add(
                21,
                Pattern.class,
                (k, out, pattern) -> {
                    out.writeString(pattern.pattern());
                    out.writeVarInt(pattern.flags(), true);
                },
                (k, in) -> Pattern.compile(in.readString(), in.readVarInt(true)));
        kryo.add(
                22,
                Charset.class,
                (k, out, charset) -> out.writeString(charset.name()),
                (k, in) -> Charset.forName(in.readString()));
    }

    private static void numbers(GridKryo kryo) {
        kryo.add(
                24,
                BigInteger.class,
                (k, out, number) -> bytes(out, number.toByteArray()),
                (k, in) -> new BigInteger(bytes(in)));
        kryo.add(
                25,
                BigDecimal.class,
                (k, out, number) -> {
                    bytes(out, number.unscaledValue().toByteArray());
                    out.writeVarInt(number.scale(), false);
                },
                (k, in) -> new BigDecimal(new BigInteger(bytes(in)), in.readVarInt(false)));
        kryo.add(
                26,
                BitSet.class,
                (k, out, bits) -> bytes(out, bits.toByteArray()),
                (k, in) -> BitSet.valueOf(bytes(in)));
    }

    @SuppressWarnings("JavaUtilDate")
    private static void dates(GridKryo kryo) {
        kryo.add(28, Date.class, (k, out, date) -> out.writeLong(date.getTime()), (k, in) -> new Date(in.readLong()));
        kryo.add(
                29,
                LocalDate.class,
                (k, out, date) -> out.writeVarLong(date.toEpochDay(), false),
                (k, in) -> LocalDate.ofEpochDay(in.readVarLong(false)));
        kryo.add(
                30,
                Year.class,
                (k, out, year) -> out.writeVarInt(year.getValue(), false),
                (k, in) -> Year.of(in.readVarInt(false)));
        kryo.add(
                31,
                YearMonth.class,
                (k, out, month) -> {
                    out.writeVarInt(month.getYear(), false);
                    out.writeByte(month.getMonthValue());
                },
                (k, in) -> YearMonth.of(in.readVarInt(false), in.readByte()));
        kryo.add(
                32,
                MonthDay.class,
                (k, out, day) -> {
                    out.writeByte(day.getMonthValue());
                    out.writeByte(day.getDayOfMonth());
                },
                (k, in) -> MonthDay.of(in.readByte(), in.readByte()));
        kryo.add(
                33,
                Period.class,
                (k, out, period) -> {
                    out.writeVarInt(period.getYears(), false);
                    out.writeVarInt(period.getMonths(), false);
                    out.writeVarInt(period.getDays(), false);
                },
                (k, in) -> Period.of(in.readVarInt(false), in.readVarInt(false), in.readVarInt(false)));
    }

    private static void times(GridKryo kryo) {
        kryo.add(
                36,
                Instant.class,
                (k, out, instant) -> seconds(out, instant.getEpochSecond(), instant.getNano()),
                (k, in) -> Instant.ofEpochSecond(in.readVarLong(false), in.readVarInt(true)));
        kryo.add(
                37,
                Duration.class,
                (k, out, duration) -> seconds(out, duration.getSeconds(), duration.getNano()),
                (k, in) -> Duration.ofSeconds(in.readVarLong(false), in.readVarInt(true)));
        kryo.add(
                38, LocalTime.class, (k, out, time) -> out.writeVarLong(time.toNanoOfDay(), true), (k, in) -> time(in));
        kryo.add(39, LocalDateTime.class, (k, out, time) -> local(out, time), (k, in) -> local(in));
        kryo.add(
                40,
                ZoneOffset.class,
                (k, out, offset) -> out.writeVarInt(offset.getTotalSeconds(), false),
                (k, in) -> offset(in));
        kryo.add(
                41,
                OffsetDateTime.class,
                (k, out, time) -> {
                    local(out, time.toLocalDateTime());
                    out.writeVarInt(time.getOffset().getTotalSeconds(), false);
                },
                (k, in) -> OffsetDateTime.of(local(in), offset(in)));
        kryo.add(
                42,
                OffsetTime.class,
                (k, out, time) -> {
                    out.writeVarLong(time.toLocalTime().toNanoOfDay(), true);
                    out.writeVarInt(time.getOffset().getTotalSeconds(), false);
                },
                (k, in) -> OffsetTime.of(time(in), offset(in)));
        kryo.add(
                43,
                ZoneId.class,
                (k, out, zone) -> out.writeString(zone.getId()),
                (k, in) -> ZoneId.of(in.readString()));
        kryo.add(
                44,
                ZonedDateTime.class,
                (k, out, time) -> {
                    local(out, time.toLocalDateTime());
                    out.writeVarInt(time.getOffset().getTotalSeconds(), false);
                    out.writeString(time.getZone().getId());
                },
                (k, in) -> zoned(in));
        kryo.add(
                45,
                TimeZone.class,
                (k, out, zone) -> out.writeString(zone.getID()),
                (k, in) -> TimeZone.getTimeZone(in.readString()));
    }

    @SuppressWarnings("unchecked")
    private static void optionals(GridKryo kryo) {
        kryo.add(
                48,
                Optional.class,
                (k, out, optional) -> k.writeClassAndObject(out, optional.orElse(null)),
                (k, in) -> Optional.ofNullable(k.readClassAndObject(in)));
        kryo.add(
                49,
                OptionalInt.class,
                (k, out, optional) -> k.writeClassAndObject(out, optional.isPresent() ? optional.getAsInt() : null),
                (k, in) -> k.readClassAndObject(in) instanceof Integer number
                        ? OptionalInt.of(number)
                        : OptionalInt.empty());
        kryo.add(
                50,
                OptionalLong.class,
                (k, out, optional) -> k.writeClassAndObject(out, optional.isPresent() ? optional.getAsLong() : null),
                (k, in) -> k.readClassAndObject(in) instanceof Long number
                        ? OptionalLong.of(number)
                        : OptionalLong.empty());
        kryo.add(
                51,
                OptionalDouble.class,
                (k, out, optional) -> k.writeClassAndObject(out, optional.isPresent() ? optional.getAsDouble() : null),
                (k, in) -> k.readClassAndObject(in) instanceof Double number
                        ? OptionalDouble.of(number)
                        : OptionalDouble.empty());
    }

    private static void atomics(GridKryo kryo) {
        kryo.add(
                54,
                AtomicBoolean.class,
                (k, out, atomic) -> out.writeBoolean(atomic.get()),
                (k, in) -> new AtomicBoolean(in.readBoolean()));
        kryo.add(
                55,
                AtomicInteger.class,
                (k, out, atomic) -> out.writeVarInt(atomic.get(), false),
                (k, in) -> new AtomicInteger(in.readVarInt(false)));
        kryo.add(
                56,
                AtomicLong.class,
                (k, out, atomic) -> out.writeVarLong(atomic.get(), false),
                (k, in) -> new AtomicLong(in.readVarLong(false)));
        kryo.add(
                57,
                AtomicReference.class,
                (k, out, atomic) -> k.writeClassAndObject(out, atomic.get()),
                (k, in) -> new AtomicReference<>(k.readClassAndObject(in)));
    }

    /** The comparators of the JDK that sorted collections come with; they are told by their class. */
    private static void constants(GridKryo kryo) {
        constant(kryo, 60, String.CASE_INSENSITIVE_ORDER);
        constant(kryo, 61, Comparator.naturalOrder());
        constant(kryo, 62, Collections.reverseOrder());
    }

    private static void arrays(GridKryo kryo) {
        kryo.add(64, byte[].class, (k, out, array) -> bytes(out, array), (k, in) -> bytes(in));
        kryo.add(
                65,
                short[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeShorts(array, 0, array.length);
                },
                (k, in) -> in.readShorts(in.readCount()));
        kryo.add(
                66,
                int[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeInts(array, 0, array.length, false);
                },
                (k, in) -> in.readInts(in.readCount(), false));
        kryo.add(
                67,
                long[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeLongs(array, 0, array.length, false);
                },
                (k, in) -> in.readLongs(in.readCount(), false));
        kryo.add(
                68,
                float[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeFloats(array, 0, array.length);
                },
                (k, in) -> in.readFloats(in.readCount()));
        kryo.add(
                69,
                double[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeDoubles(array, 0, array.length);
                },
                (k, in) -> in.readDoubles(in.readCount()));
        kryo.add(
                70,
                boolean[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeBooleans(array, 0, array.length);
                },
                (k, in) -> in.readBooleans(in.readCount()));
        kryo.add(
                71,
                char[].class,
                (k, out, array) -> {
                    out.writeVarInt(array.length, true);
                    out.writeChars(array, 0, array.length);
                },
                (k, in) -> in.readChars(in.readCount()));
        kryo.addObjectArray(72, Object[].class);
        kryo.addObjectArray(73, String[].class);
    }

    private static <T> void constant(GridKryo kryo, int id, T instance) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) instance.getClass();
        kryo.add(id, type, (k, out, value) -> out.writeByte(0), (k, in) -> {
            in.readByte();
            return instance;
        });
    }

    private static void bytes(Output out, byte[] bytes) {
        out.writeVarInt(bytes.length, true);
        out.writeBytes(bytes);
    }

    private static byte[] bytes(GuardedInput in) {
        return in.readBytes(in.readCount());
    }

    private static void seconds(Output out, long seconds, int nanos) {
        out.writeVarLong(seconds, false);
        out.writeVarInt(nanos, true);
    }

    private static LocalTime time(GuardedInput in) {
        return LocalTime.ofNanoOfDay(in.readVarLong(true));
    }

    private static void local(Output out, LocalDateTime time) {
        out.writeVarLong(time.toLocalDate().toEpochDay(), false);
        out.writeVarLong(time.toLocalTime().toNanoOfDay(), true);
    }

    private static LocalDateTime local(GuardedInput in) {
        return LocalDateTime.of(LocalDate.ofEpochDay(in.readVarLong(false)), time(in));
    }

    private static ZoneOffset offset(GuardedInput in) {
        return ZoneOffset.ofTotalSeconds(in.readVarInt(false));
    }

    private static ZonedDateTime zoned(GuardedInput in) {
        LocalDateTime local = local(in);
        ZoneOffset offset = offset(in);
        return ZonedDateTime.ofLocal(local, ZoneId.of(in.readString()), offset);
    }
}
