package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.store.ByteSlice;
import java.util.List;

/**
 * An entry of a stream. The slices look into arrays that nobody changes.
 *
 * @param fields and their values, field before value: fields are plain bytes, values have their tag first
 */
public record StreamEntry(StreamId id, List<ByteSlice> fields) {

    int fieldCount() {
        return fields.size() / 2;
    }

    ByteSlice field(int index) {
        return fields.get(2 * index);
    }

    ByteSlice value(int index) {
        return fields.get(2 * index + 1);
    }

    /** Whether the fields are those of another entry, in the same order; whatever the values. */
    boolean hasFieldsOf(StreamEntry other) {
        if (fields.size() != other.fields.size()) {
            return false;
        }
        for (int i = 0; i < fieldCount(); i++) {
            if (!field(i).sameBytes(other.field(i))) {
                return false;
            }
        }
        return true;
    }
}
