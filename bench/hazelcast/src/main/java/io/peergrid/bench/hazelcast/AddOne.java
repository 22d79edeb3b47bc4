package io.peergrid.bench.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts at the owner. */
final class AddOne implements EntryProcessor<String, Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long process(Map.Entry<String, Long> entry) {
        @Nullable Long before = entry.getValue();
        long after = (before == null ? 0 : before) + 1;
        entry.setValue(after);
        return after;
    }
}
