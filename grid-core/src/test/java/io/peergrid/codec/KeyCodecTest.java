package io.peergrid.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.GridSerializationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyCodecTest {
    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "like grass";
            }
        }
    }

    record Cell(int row, short column) {}

    record Address(String sheet, Cell cell, byte[] extra, Color color, UUID id) {}

    record Endless(String name, Endless next) {}

    static List<Object> keys() {
        return List.of(
                "",
                "user:42",
                "grüße \ud83d\ude00",
                0,
                -1,
                Integer.MIN_VALUE,
                5L,
                Long.MAX_VALUE,
                (short) -3,
                (byte) 7,
                new UUID(1, -2),
                Color.RED,
                Color.GREEN,
                new Cell(-5, (short) 9));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysComeBackEqual(Object key) {
        Class<?> type = key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass();

        assertThat(KeyCodec.of(type).decode(KeyCodec.encodeAny(key))).isEqualTo(key);
    }

    @Test
    void recordsOfRecordsComeBackEqual() {
        KeyCodec<Address> codec = KeyCodec.of(Address.class);
        Address address = new Address("a", new Cell(1, (short) 2), new byte[] {1}, Color.GREEN, new UUID(3, 4));

        Address back = codec.decode(codec.encode(address));

        assertThat(back).usingRecursiveComparison().isEqualTo(address);
    }

    @Test
    void textIsPlainUtf8SoThatItsHashTagIsSeen() {
        assertThat(KeyCodec.of(String.class).encode("{a}b")).isEqualTo("{a}b".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesOfNumbersSortLikeTheNumbers() {
        KeyCodec<Long> codec = KeyCodec.of(Long.class);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextLong() >> random.nextInt(64);
            assertThat(Integer.signum(Arrays.compareUnsigned(codec.encode(a), codec.encode(b))))
                    .isEqualTo(Long.compare(a, b));
        }
    }

    @Test
    void typesWithoutOneFormAreRefusedWithWhatToUse() {
        for (Class<?> type :
                List.of(Double.class, Object.class, List.class, int[].class, Endless.class, Record.class)) {
            assertThatThrownBy(() -> KeyCodec.of(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be a key")
                    .hasMessageContaining("Use String, byte[]");
        }
    }

    @Test
    void nullsAreRefused() {
        KeyCodec<Address> codec = KeyCodec.of(Address.class);

        assertThatThrownBy(() -> codec.encode(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> codec.encode(new Address("a", null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cell");
    }

    @Test
    void halfASurrogatePairIsRefusedBecauseItWouldBecomeAnotherKey() {
        assertThatThrownBy(() -> KeyCodec.of(String.class).encode("a\ud800"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesOfAnotherTypeAreATypedError() {
        byte[] text = KeyCodec.of(String.class).encode("PURPLES");
        for (Class<?> type : List.of(Long.class, UUID.class, Color.class, Cell.class, Address.class)) {
            assertThatThrownBy(() -> KeyCodec.of(type).decode(text)).isInstanceOf(GridSerializationException.class);
        }
        assertThatThrownBy(() -> KeyCodec.of(String.class).decode(new byte[] {(byte) 0xff}))
                .isInstanceOf(GridSerializationException.class);
    }
}
