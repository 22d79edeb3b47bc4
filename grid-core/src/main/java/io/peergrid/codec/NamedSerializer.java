package io.peergrid.codec;

import io.peergrid.GridSerializer;
import java.util.List;
import java.util.Objects;

/** Values of any type as bytes, each class with its name. Thread-safe. */
final class NamedSerializer implements GridSerializer {
    private final ValueTypes types;
    private final ValueCodec<Object> codec;

    NamedSerializer(ValueTypes types) {
        this.types = types;
        codec = types.codec(Object.class);
    }

    @Override
    public byte[] toBytes(Object value) {
        return codec.encode(Objects.requireNonNull(value, "a value is never null"));
    }

    @Override
    public Object fromBytes(byte[] bytes) {
        return codec.decode(bytes);
    }

    @Override
    public GridSerializer allowing(Class<?>... more) {
        return new NamedSerializer(types.with(List.of(more), List.of(), null));
    }

    @Override
    public GridSerializer allowing(String... patterns) {
        return new NamedSerializer(types.with(List.of(), List.of(patterns), null));
    }

    @Override
    public GridSerializer with(ClassLoader loader) {
        return new NamedSerializer(types.with(List.of(), List.of(), loader));
    }
}
