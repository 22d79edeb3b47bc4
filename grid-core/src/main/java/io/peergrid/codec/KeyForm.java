package io.peergrid.codec;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The canonical form of one key type. What has no fixed length is length-prefixed where more follows ({@code inside}). */
abstract class KeyForm<T> {

    abstract void write(WireWriter out, T key, boolean inside);

    /** @param source the array that {@code in} reads */
    abstract T read(WireReader in, byte[] source, boolean inside);

    /** @throws IllegalArgumentException if keys cannot be of this type */
    static KeyForm<?> of(Class<?> type) {
        return of(type, new HashSet<>());
    }

    static KeyForm<?> of(Class<?> type, Set<Class<?>> enclosing) {
        KeyForm<?> scalar = scalar(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum()) {
            return new EnumForm(type);
        }
        if (type.isRecord() && enclosing.add(type)) {
            RecordForm form = new RecordForm(type, enclosing);
            enclosing.remove(type);
            return form;
        }
        throw new IllegalArgumentException(
                type.getName() + " cannot be a key: equal keys must be equal bytes. Use String, byte[],"
                        + " Integer, Long, Short, Byte, UUID, an enum, or a record whose components are of these types.");
    }

    private static @Nullable KeyForm<?> scalar(Class<?> type) {
        if (type == String.class) {
            return new StringForm();
        } else if (type == byte[].class) {
            return new BytesForm();
        } else if (type == Long.class || type == long.class) {
            return new NumberForm<>(Long.BYTES, Long::valueOf);
        } else if (type == Integer.class || type == int.class) {
            return new NumberForm<>(Integer.BYTES, number -> (int) number);
        } else if (type == Short.class || type == short.class) {
            return new NumberForm<>(Short.BYTES, number -> (short) number);
        } else if (type == Byte.class || type == byte.class) {
            return new NumberForm<>(Byte.BYTES, number -> (byte) number);
        }
        return type == UUID.class ? new UuidForm() : null;
    }

    private static byte[] content(WireReader in, byte[] source, boolean inside) {
        if (inside) {
            return in.bytes();
        }
        int from = in.position();
        in.skip(in.remaining());
        return Arrays.copyOfRange(source, from, in.position());
    }

    private static void content(WireWriter out, byte[] bytes, boolean inside) {
        if (inside) {
            out.bytes(bytes);
        } else {
            out.raw(bytes, 0, bytes.length);
        }
    }

    private static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return strictUtf8(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Half a surrogate pair has no UTF-8; a replacement character would make different keys one. */
    private static byte[] strictUtf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("the key has half a surrogate pair; it is no text in UTF-8", malformed);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("not UTF-8", malformed);
        }
    }

    private static final class StringForm extends KeyForm<String> {
        @Override
        void write(WireWriter out, String key, boolean inside) {
            if (inside || !out.ascii(key)) {
                content(out, utf8(key), inside);
            }
        }

        @Override
        String read(WireReader in, byte[] source, boolean inside) {
            return text(content(in, source, inside));
        }
    }

    private static final class BytesForm extends KeyForm<byte[]> {
        @Override
        void write(WireWriter out, byte[] key, boolean inside) {
            content(out, key, inside);
        }

        @Override
        byte[] read(WireReader in, byte[] source, boolean inside) {
            return content(in, source, inside);
        }
    }

    /** Big-endian with the sign turned, so that bytes sort like numbers. */
    private static final class NumberForm<N extends Number> extends KeyForm<N> {
        private final int bytes;
        private final LongFunction<N> fromLong;

        NumberForm(int bytes, LongFunction<N> fromLong) {
            this.bytes = bytes;
            this.fromLong = fromLong;
        }

        @Override
        void write(WireWriter out, N key, boolean inside) {
            long turned = key.longValue() ^ sign();
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                out.u8((int) (turned >>> shift));
            }
        }

        @Override
        N read(WireReader in, byte[] source, boolean inside) {
            long turned = 0;
            for (int i = 0; i < bytes; i++) {
                turned = (turned << 8) | in.u8();
            }
            int unused = Long.SIZE - bytes * 8;
            return fromLong.apply(((turned ^ sign()) << unused) >> unused);
        }

        private long sign() {
            return 1L << (bytes * 8 - 1);
        }
    }

    private static final class UuidForm extends KeyForm<UUID> {
        @Override
        void write(WireWriter out, UUID key, boolean inside) {
            out.fixed64(key.getMostSignificantBits()).fixed64(key.getLeastSignificantBits());
        }

        @Override
        UUID read(WireReader in, byte[] source, boolean inside) {
            return new UUID(in.fixed64(), in.fixed64());
        }
    }

    /** By name, so that constants may be reordered and added. */
    private static final class EnumForm extends KeyForm<Object> {
        private final Map<String, Object> constants = new HashMap<>();

        EnumForm(Class<?> type) {
            for (Object constant : type.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), constant);
            }
        }

        @Override
        void write(WireWriter out, Object key, boolean inside) {
            content(out, ((Enum<?>) key).name().getBytes(StandardCharsets.UTF_8), inside);
        }

        @Override
        Object read(WireReader in, byte[] source, boolean inside) {
            String name = text(content(in, source, inside));
            Object constant = constants.get(name);
            if (constant == null) {
                throw new IllegalArgumentException("no constant is called " + name);
            }
            return constant;
        }
    }

    /** The components one after the other; a record without components is no key. */
    private static final class RecordForm extends KeyForm<Object> {
        private final RecordAccess access;
        private final KeyForm<?>[] forms;

        RecordForm(Class<?> type, Set<Class<?>> enclosing) {
            access = RecordAccess.of(type);
            forms = new KeyForm<?>[access.size()];
            for (int i = 0; i < forms.length; i++) {
                forms[i] = of(access.field(i).getType(), enclosing);
            }
            if (forms.length == 0) {
                throw new IllegalArgumentException(type.getName() + " cannot be a key: it has no components");
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        void write(WireWriter out, Object key, boolean inside) {
            for (int i = 0; i < forms.length; i++) {
                Object component = access.get(key, i);
                if (component == null) {
                    throw new IllegalArgumentException(
                            "the component " + access.field(i).getName() + " of the key " + key + " is null");
                }
                ((KeyForm<Object>) forms[i]).write(out, component, true);
            }
        }

        @Override
        Object read(WireReader in, byte[] source, boolean inside) {
            Object[] components = new Object[forms.length];
            for (int i = 0; i < forms.length; i++) {
                components[i] = forms[i].read(in, source, true);
            }
            return access.create(components);
        }
    }
}
