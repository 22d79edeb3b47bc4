package io.peergrid.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import io.peergrid.store.ValueTag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of classes before a value: their length in bytes, then one after the other. For one thread; remembers the last ones, because most values look the same. */
final class TypeNames {
    private final ValueTypes types;
    private byte[] last = {};
    private @Nullable String refused;

    TypeNames(ValueTypes types) {
        this.types = types;
    }

    /** @param encoded the value as {@link ValueTag#KRYO_1} */
    static byte[] put(List<String> names, byte[] encoded) {
        Output block = new Output(64 * names.size(), -1);
        names.forEach(block::writeString);
        Output out = new Output(block.position() + encoded.length + 6);
        out.writeByte(ValueTag.KRYO_NAMED);
        out.writeVarInt(block.position(), true);
        out.writeBytes(block.getBuffer(), 0, block.position());
        out.writeBytes(encoded, 1, encoded.length - 1);
        return out.toBytes();
    }

    /** Reads the names and allows the classes that may be. Others are no harm if the value's members that have them are passed over. */
    void read(GuardedInput in) {
        int length = in.readVarInt(true);
        if (length < 0 || length > in.remaining()) {
            throw new KryoException("names of " + length + " bytes with " + in.remaining() + " left");
        }
        int start = in.position();
        int end = start + length;
        if (Arrays.equals(last, 0, last.length, in.getBuffer(), start, end)) {
            in.setPosition(end);
            return;
        }
        refused = null;
        last = new byte[0];
        while (in.position() < end) {
            String name = in.readString();
            String why = name == null || name.isEmpty() ? "class without a name" : types.allowByName(name);
            refused = refused == null ? why : refused;
        }
        if (in.position() != end) {
            throw new KryoException("a name beyond the end of names");
        }
        if (refused == null) {
            last = Arrays.copyOfRange(in.getBuffer(), start, end);
        }
    }

    /** Which class of the names read last may not be used and why, or null. */
    @Nullable
    String refused() {
        return refused;
    }
}
