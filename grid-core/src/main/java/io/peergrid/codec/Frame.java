package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/** An object behind its length, so that who does not know the member it belongs to can pass over it. */
final class Frame {
    private Frame() {}

    static void write(Kryo kryo, Output out, @Nullable Object value) {
        int start = out.position();
        out.writeByte(0);
        kryo.writeClassAndObject(out, value);
        int length = out.position() - start - 1;
        if (length > 0x7f) {
            makeRoom(out, start + 1, length);
        }
        int at = start;
        for (int rest = length; ; rest >>>= 7) {
            out.getBuffer()[at++] = (byte) (rest > 0x7f ? rest | 0x80 : rest);
            if (rest <= 0x7f) {
                return;
            }
        }
    }

    static @Nullable Object read(Kryo kryo, GuardedInput in) {
        int length = in.readCount();
        int end = in.position() + length;
        Object value = kryo.readClassAndObject(in);
        if (in.position() != end) {
            throw new KryoException("an object of another length than stored");
        }
        return value;
    }

    static void skip(GuardedInput in) {
        int length = in.readCount();
        in.setPosition(in.position() + length);
    }

    /** The length was expected to need one byte; moves the object on by the bytes that it needs more. */
    private static void makeRoom(Output out, int from, int length) {
        int more = 0;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            out.writeByte(0);
            more++;
        }
        byte[] buffer = out.getBuffer();
        System.arraycopy(buffer, from, buffer, from + more, length);
    }
}
