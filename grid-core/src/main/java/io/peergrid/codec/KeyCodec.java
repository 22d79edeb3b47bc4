package io.peergrid.codec;

import io.peergrid.GridSerializationException;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Objects;

/**
 * Keys as bytes. Two keys of one type are equal exactly if their bytes are, so only types with one canonical form are taken:
 * {@code String}, {@code byte[]}, {@code Integer}, {@code Long}, {@code Short}, {@code Byte}, {@code UUID}, enums (by name), and
 * records of these. The bytes do not tell the type; the handle does. The bytes of numbers sort like the numbers. Thread-safe.
 */
public final class KeyCodec<K> {
    private static final ClassValue<KeyForm<?>> FORMS = new ClassValue<>() {
        @Override
        protected KeyForm<?> computeValue(Class<?> type) {
            return KeyForm.of(type);
        }
    };

    private final Class<K> type;
    private final KeyForm<K> form;

    private KeyCodec(Class<K> type, KeyForm<K> form) {
        this.type = type;
        this.form = form;
    }

    /** @throws IllegalArgumentException if keys cannot be of this type, with what to use instead */
    @SuppressWarnings("unchecked")
    public static <K> KeyCodec<K> of(Class<K> type) {
        return new KeyCodec<>(type, (KeyForm<K>) FORMS.get(type));
    }

    /**
     * The bytes of a key of any allowed type.
     *
     * @throws IllegalArgumentException if keys cannot be of its type
     */
    public static byte[] encodeAny(Object key) {
        Class<?> type = key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass();
        return encodeAs(of(type), key);
    }

    public Class<K> type() {
        return type;
    }

    /**
     * @throws ClassCastException if the key is of another type
     * @throws IllegalArgumentException if a string has half a surrogate pair, or a record a null
     */
    public byte[] encode(K key) {
        WireWriter out = new WireWriter(32);
        encode(key, out);
        return out.toBytes();
    }

    /** As {@link #encode(Object)}, into a buffer of the caller's. */
    public void encode(K key, WireWriter out) {
        form.write(out, type.cast(Objects.requireNonNull(key, "a key is never null")), false);
    }

    /** @throws GridSerializationException if the bytes are no key of this type */
    public K decode(byte[] bytes) {
        try {
            WireReader in = new WireReader(bytes);
            K key = form.read(in, bytes, false);
            in.expectEnd();
            return key;
        } catch (WireFormatException | IllegalArgumentException unreadable) {
            throw new GridSerializationException(
                    "a stored key is no " + type.getName() + ": " + unreadable.getMessage()
                            + "; was the map opened with another key type?",
                    unreadable);
        }
    }

    private static <T> byte[] encodeAs(KeyCodec<T> codec, Object key) {
        return codec.encode(codec.type.cast(key));
    }
}
