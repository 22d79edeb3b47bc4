package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.wire.WireFormatException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/** Feeds a decoder with what is nearly a valid message. */
final class WireFuzz {
    private WireFuzz() {}

    /** Every prefix is refused; every change of one byte is refused or gives a message that survives a round trip. */
    static <T> void check(byte[] valid, Function<byte[], T> decode, Function<T, byte[]> encode) {
        assertThat(encode.apply(decode.apply(valid))).isEqualTo(valid);
        for (int length = 0; length < valid.length; length++) {
            byte[] prefix = Arrays.copyOf(valid, length);
            assertThatThrownBy(() -> decode.apply(prefix)).isInstanceOf(WireFormatException.class);
        }
        byte[] longer = Arrays.copyOf(valid, valid.length + 1);
        assertThatThrownBy(() -> decode.apply(longer)).isInstanceOf(WireFormatException.class);
        everyChangedByte(valid, changed -> {
            T message;
            try {
                message = decode.apply(changed);
            } catch (WireFormatException expected) {
                return;
            }
            byte[] canonical = encode.apply(message);
            assertThat(encode.apply(decode.apply(canonical))).isEqualTo(canonical);
        });
    }

    private static void everyChangedByte(byte[] valid, Consumer<byte[]> check) {
        for (int at = 0; at < valid.length; at++) {
            byte[] changed = valid.clone();
            for (int value = 0; value < 256; value++) {
                changed[at] = (byte) value;
                check.accept(changed);
            }
        }
    }
}
