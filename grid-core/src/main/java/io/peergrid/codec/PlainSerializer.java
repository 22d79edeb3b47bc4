package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A type whose form is told by two functions. */
final class PlainSerializer<T> extends Serializer<T> {
    private final Writing<T> writing;
    private final Reading<T> reading;

    /** Writes one non-null value. */
    @FunctionalInterface
    interface Writing<T> {
        void write(Kryo kryo, Output out, T value);
    }

    /** Reads what was written. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Kryo kryo, GuardedInput in);
    }

    PlainSerializer(Writing<T> writing, Reading<T> reading) {
        super(false, false);
        this.writing = writing;
        this.reading = reading;
    }

    @Override
    public void write(Kryo kryo, Output out, T value) {
        writing.write(kryo, out, value);
    }

    @Override
    public T read(Kryo kryo, Input in, Class<? extends T> type) {
        return reading.read(kryo, (GuardedInput) in);
    }
}
