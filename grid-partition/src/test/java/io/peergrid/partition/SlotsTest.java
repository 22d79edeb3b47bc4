package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {

    @Test
    void crcOfTheCheckStringIsThePublishedOne() {
        byte[] check = bytes("123456789");
        assertThat(Slots.crc16(check, 0, check.length)).isEqualTo(0x31C3);
    }

    /** As Redis 7 answers CLUSTER KEYSLOT. */
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "a, 15495",
        "foo, 12182",
        "123456789, 12739",
        "somekey, 11058",
        "foo{hash_tag}, 2515",
        "bar{hash_tag}, 2515",
        "{user1000}.following, 3443",
        "{user1000}.followers, 3443",
        "foo{}{bar}, 8363",
        "foo{{bar}}zap, 4015",
        "foo{bar}{zap}, 5061",
        "{}, 15257",
        "{}a, 10875",
        "a{}, 6082",
        "foo{, 7673",
        "{foo, 13308",
        "}foo{, 8453",
        "foo}bar{, 11073",
        "}{, 12793",
        "{, 4092",
        "}, 12090",
        "{}{bar}, 11272",
        "{{}}, 4092",
        "a{b}c}, 3300",
        "{a}{b}, 15495",
        "a{b, 13340",
        "}a{b}, 3300",
        "user:42, 15880",
        "grüße, 3194",
        "city:2950159, 7387"
    })
    void findsTheSlotThatRedisFinds(String key, int slot) {
        assertThat(Slots.of(bytes(key), Slots.COUNT)).isEqualTo(slot);
    }

    @Test
    void looksAtTheGivenStretchOnly() {
        byte[] key = bytes("xx{a{hash_tag}b}yy");
        assertThat(Slots.of(key, 4, 10, Slots.COUNT)).isEqualTo(Slots.of(bytes("{hash_tag}"), Slots.COUNT));
    }

    @Test
    void agreesWithABitwiseCrcOnRandomBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] key = new byte[random.nextInt(40)];
            random.nextBytes(key);
            assertThat(Slots.crc16(key, 0, key.length)).isEqualTo(bitwise(key));
        }
    }

    private static int bitwise(byte[] key) {
        int crc = 0;
        for (byte b : key) {
            crc ^= (b & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
            }
        }
        return crc;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
