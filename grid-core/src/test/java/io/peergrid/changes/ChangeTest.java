package io.peergrid.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.EntryEvent.Cause;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeTest {
    private static final Key KEY = new Key(77, new byte[] {1, 2, 3});

    private static byte[] written(Change change, boolean withValue) {
        WireWriter out = new WireWriter();
        change.writeTo(out, withValue);
        return out.toBytes();
    }

    private static Change read(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        Change change = Change.readFrom(in, bytes);
        in.expectEnd();
        return change;
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"MOVED", "MISSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void readsAsItWasWrittenAndInNoOtherWay(Cause cause) {
        Change change = new Change(5L << 40 | 9, KEY, cause, (byte) 2, ByteSlice.of(new byte[] {2, 65}));
        byte[] bytes = written(change, true);
        assertThat(written(read(bytes), true)).isEqualTo(bytes);
        assertThat(read(bytes).seq()).isEqualTo(9);
        assertThat(read(written(change, false)).value()).isNull();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void aKeyHasNotMovedAndACauseThatIsNoneIsRefused() {
        Change moved = new Change(1, KEY, Cause.MOVED, (byte) 0, null);
        assertThatThrownBy(() -> written(moved, false)).isInstanceOf(IllegalArgumentException.class);
        byte[] bytes = written(new Change(1, KEY, Cause.PUT, (byte) 0, null), false);
        bytes[8 + 8 + 1 + 3] = 99;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(WireFormatException.class);
    }
}
