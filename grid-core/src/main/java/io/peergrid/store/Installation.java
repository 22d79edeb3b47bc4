package io.peergrid.store;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a learner remembers of a slot while its copy comes in: removed versions, so that a late part does not bring a key back
 * (I23), and how far the copy reaches. Under the slot's lock.
 */
final class Installation {
    private final Map<Key, Long> removedVersions = new HashMap<>();
    private long copiedTo;
    private @Nullable Key partial;

    void removed(Key key, long version) {
        removedVersions.merge(key.detached(), version, Math::max);
    }

    long removedAt(Key key) {
        return removedVersions.getOrDefault(key, Long.MIN_VALUE);
    }

    /**
     * @param hash keys of lower hash are here
     * @param key the one of them of which only a piece is here, if any
     */
    void copiedTo(long hash, @Nullable Key key) {
        copiedTo = hash;
        partial = key == null ? null : key.detached();
    }

    /** Whether this key's large value is here in part only. */
    boolean isPartial(Key key) {
        return key.equals(partial);
    }

    /** Whether the part that brings the key is still to come. */
    boolean isAwaited(Key key) {
        return key.hash() >>> Integer.SIZE >= copiedTo;
    }
}
