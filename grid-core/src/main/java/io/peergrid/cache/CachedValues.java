package io.peergrid.cache;

import io.peergrid.codec.ValueForm;
import io.peergrid.command.cache.CachedForm;
import io.peergrid.store.ByteSlice;

/** {@link CachedForm} of the values of one cache. Thread-safe. */
record CachedValues<V>(ValueForm<V> values) implements ValueForm<CachedValue<V>> {
    private static final long[] NO_TAGS = {};

    @Override
    public byte[] encode(CachedValue<V> cached) {
        return CachedForm.bytes(
                values.encode(cached.value()),
                cached.refreshAt(),
                cached.freshUntil(),
                cached.loadMillis(),
                cached.tags());
    }

    @Override
    public CachedValue<V> decode(ByteSlice bytes) {
        CachedForm form = CachedForm.of(bytes);
        return new CachedValue<>(
                values.decode(form.value()), form.refreshAt(), form.freshUntil(), form.loadMillis(), NO_TAGS);
    }
}
