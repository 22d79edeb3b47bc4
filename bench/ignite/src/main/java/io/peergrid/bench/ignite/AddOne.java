package io.peergrid.bench.ignite;

import java.io.Serializable;
import javax.cache.processor.MutableEntry;
import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;

/** Counts at the owner. */
final class AddOne implements CacheEntryProcessor<String, Long, Long>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Long process(MutableEntry<String, Long> entry, Object... arguments) {
        @Nullable Long before = entry.getValue();
        long after = (before == null ? 0 : before) + 1;
        entry.setValue(after);
        return after;
    }
}
