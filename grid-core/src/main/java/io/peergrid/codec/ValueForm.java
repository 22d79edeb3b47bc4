package io.peergrid.codec;

import io.peergrid.GridSerializationException;
import io.peergrid.WrongTypeException;
import io.peergrid.store.ByteSlice;

/** Values as bytes, their {@link io.peergrid.store.ValueTag} first. Thread-safe. */
public interface ValueForm<V> {

    /**
     * @throws GridSerializationException if the value, or something in it, cannot be stored
     * @throws io.peergrid.ValueTooLargeException if it is an object that takes too many bytes
     */
    byte[] encode(V value);

    /**
     * @throws GridSerializationException if the bytes do not read
     * @throws WrongTypeException if they are a value of another type than the handle's
     */
    V decode(ByteSlice bytes);
}
