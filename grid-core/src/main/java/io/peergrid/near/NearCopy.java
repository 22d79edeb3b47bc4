package io.peergrid.near;

import org.jspecify.annotations.Nullable;

/** A value kept near. Compared by identity. Thread-safe. */
final class NearCopy {
    static final long FOR_EVER = Long.MAX_VALUE;

    final Object value;
    final Reign reign;
    /** Whose copy it is, if only hot keys have any. */
    final @Nullable HotKey hot;

    final int slot;
    final int fence;
    final long version;
    /** By this member's clock; {@link #FOR_EVER} if it does not expire. */
    final long expiresAt;

    NearCopy(NearFill<?> fill, Object value, long version, long expiresAt) {
        this.value = value;
        this.reign = fill.reign;
        this.hot = fill.hot;
        this.slot = fill.slot;
        this.fence = fill.fence;
        this.version = version;
        this.expiresAt = expiresAt;
    }

    boolean isExpired(long now) {
        return expiresAt != FOR_EVER && now - expiresAt >= 0;
    }
}
