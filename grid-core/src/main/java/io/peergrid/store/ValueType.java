package io.peergrid.store;

import org.jspecify.annotations.Nullable;

/**
 * One type of collection. A small one is packed into its entry's array and replaced by each change; what outgrows that becomes
 * a {@link LargeValue}, changed in place under the slot's lock. Changes are facts about elements in the type's own form; every
 * copy of a slot applies the same ones in the same order. Stateless and thread-safe.
 */
public interface ValueType {

    /** The {@link ValueTag} of the packed form. */
    byte tag();

    /**
     * A packed value after changes.
     *
     * @param packed tag first; null if the key was absent
     * @return tag first, or null if the result is too large to be packed
     */
    byte @Nullable [] changePacked(@Nullable ByteSlice packed, ByteSlice changes);

    /**
     * A large value with the same content.
     *
     * @param packed tag first; null for an empty one
     */
    LargeValue large(@Nullable ByteSlice packed);
}
