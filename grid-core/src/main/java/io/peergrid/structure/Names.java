package io.peergrid.structure;

import io.peergrid.ValueTooLargeException;
import io.peergrid.codec.KeyCodec;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.partition.Slots;
import java.util.Objects;

/** From names of structures to keys of the plain keyspace. Thread-safe. */
final class Names {
    private final KeyspaceLimits limits;
    private final int slotCount;

    Names(KeyspaceLimits limits, int slotCount) {
        this.limits = limits;
        this.slotCount = slotCount;
    }

    /** @throws ValueTooLargeException if the name is too long for a key */
    KeyCalls key(String name) {
        byte[] bytes = KeyCodec.encodeAny(Objects.requireNonNull(name, "a name is never null"));
        if (bytes.length > limits.maxKeyBytes()) {
            throw new ValueTooLargeException(
                    "a name of " + bytes.length + " bytes; the bound is " + limits.maxKeyBytes() + " bytes");
        }
        return new KeyCalls(name, bytes, Slots.of(bytes, slotCount));
    }

    /** @throws IllegalArgumentException if the name is of another slot */
    KeyCalls inSlotOf(KeyCalls key, String name) {
        KeyCalls other = key(name);
        if (other.slot() != key.slot()) {
            throw new IllegalArgumentException(
                    "\"" + key.name() + "\" and \"" + name + "\" are in different slots (CROSSSLOT): "
                            + "give both the same hash tag, as in \"{tag}" + name + "\"");
        }
        return other;
    }
}
