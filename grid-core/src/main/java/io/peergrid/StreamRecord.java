package io.peergrid;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of a {@link GridStream}.
 *
 * @param id above those of all entries before it
 * @param fields with their values, in the order in which they were added; empty for an entry that is pending and was removed from the stream. Unmodifiable
 */
public record StreamRecord<V>(StreamId id, Map<String, V> fields) {

    public StreamRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
