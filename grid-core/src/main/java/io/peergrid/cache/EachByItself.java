package io.peergrid.cache;

import io.peergrid.BatchException;
import io.peergrid.GridException;
import io.peergrid.OutcomeUnknownException;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several changes that are a call each: what one of them comes to does not stop the others. */
final class EachByItself {
    private EachByItself() {}

    /** @throws BatchException if any failed */
    static <T> void run(Collection<T> all, Consumer<T> change) {
        int done = 0;
        int notDone = 0;
        int unknown = 0;
        @Nullable GridException first = null;
        for (T each : all) {
            try {
                change.accept(each);
                done++;
            } catch (GridException e) {
                first = first == null ? e : first;
                if (e instanceof OutcomeUnknownException) {
                    unknown++;
                } else {
                    notDone++;
                }
            }
        }
        if (first != null) {
            throw new BatchException(done, notDone, unknown, first);
        }
    }
}
