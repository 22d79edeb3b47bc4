package io.peergrid.command.sortedset;

import io.peergrid.store.Key;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** One of several sorted sets that are combined. Scores are those times the operand's weight, and may be NaN for that. */
public interface Operand {
    int size();

    /** Null if the member is not there. */
    @Nullable
    Double score(Key member);

    /** Visits members with their scores. */
    void forEach(ObjDoubleConsumer<Key> visitor);
}
