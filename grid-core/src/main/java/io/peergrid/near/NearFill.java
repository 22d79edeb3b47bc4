package io.peergrid.near;

import org.jspecify.annotations.Nullable;

/**
 * What was so before a value was asked for: the value is kept only if all of it still is when the answer is there. Begun before the question leaves. Used
 * once.
 */
public final class NearFill<K> {
    final K key;
    final int slot;
    final int fence;
    final int mark;
    final Reign reign;
    final long begunAt;
    final @Nullable HotKey hot;
    private final NearValues<K> values;

    NearFill(
            NearValues<K> values,
            K key,
            int slot,
            int fence,
            int mark,
            Reign reign,
            long begunAt,
            @Nullable HotKey hot) {
        this.values = values;
        this.key = key;
        this.slot = slot;
        this.fence = fence;
        this.mark = mark;
        this.reign = reign;
        this.begunAt = begunAt;
        this.hot = hot;
    }

    /**
     * Keeps the answer, if nothing speaks against it.
     *
     * @param value {@link NearValues#ABSENT} if there is none; shared by all readers from now on, so nobody may change it
     * @param version of the entry; 0 if there is none
     * @param timeToLiveMillis what was left when the answer was given; negative if it does not expire
     */
    public void offer(@Nullable Object value, long version, long timeToLiveMillis) {
        values.offer(this, value == null ? NearValues.ABSENT : value, version, timeToLiveMillis);
    }
}
