package io.peergrid.store;

import io.peergrid.partition.SlotLayout;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A physical key: a namespace and bytes. Two keys are equal if both are. Namespace 0 is the plain keyspace. Immutable, as
 * long as nobody changes the array that it looks into.
 */
public final class Key {
    private final long namespace;
    private final byte[] source;
    private final int offset;
    private final int length;
    private final long hash;

    /** @param bytes not copied; must not change while the key is in use */
    public Key(long namespace, byte[] bytes) {
        this(namespace, bytes, 0, bytes.length);
    }

    /** @param source not copied; must not change while the key is in use */
    public Key(long namespace, byte[] source, int offset, int length) {
        this.namespace = namespace;
        this.source = source;
        this.offset = offset;
        this.length = length;
        this.hash = KeyHash.of(namespace, source, offset, length);
    }

    /** A key that looks into an array. */
    public static Key of(long namespace, ByteSlice bytes) {
        return new Key(namespace, bytes.source(), bytes.offset(), bytes.length());
    }

    /** Reads what {@link #writeTo} wrote; the key looks into {@code source}, the array that the reader reads. */
    public static Key readFrom(WireReader in, byte[] source) {
        return readFrom(in, source, in.fixed64());
    }

    /** Reads a key whose namespace is known. */
    public static Key readFrom(WireReader in, byte[] source, long namespace) {
        int length = in.count(1);
        int offset = in.position();
        in.skip(length);
        return new Key(namespace, source, offset, length);
    }

    public void writeTo(WireWriter out) {
        out.fixed64(namespace);
        writeBytesTo(out);
    }

    /** Without the namespace. */
    public void writeBytesTo(WireWriter out) {
        out.bytes(source, offset, length);
    }

    public long namespace() {
        return namespace;
    }

    /** The same on every member. */
    public long hash() {
        return hash;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** The key's bytes, not copied. */
    public ByteSlice slice() {
        return new ByteSlice(source, offset, length);
    }

    /** Where the key lives. */
    public int slot(SlotLayout slots) {
        return slots.slotOf(source, offset, length, NamespaceMode.isReplicated(namespace));
    }

    /** A copy of the key's bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(source, offset, offset + length);
    }

    /** The same key with an array of its own, so that it does not keep a larger one alive. */
    public Key detached() {
        return source.length == length ? this : new Key(namespace, bytes());
    }

    /** Whether the bytes at a place are the key's; the caller has compared the lengths. */
    public boolean bytesEqual(byte[] other, int at) {
        return Arrays.equals(source, offset, offset + length, other, at, at + length);
    }

    /** Copies the key's bytes. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(source, offset, target, at, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key that
                && hash == that.hash
                && namespace == that.namespace
                && length == that.length
                && bytesEqual(that.source, that.offset);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    @Override
    public String toString() {
        return namespace + ":" + new String(source, offset, length, StandardCharsets.UTF_8);
    }
}
