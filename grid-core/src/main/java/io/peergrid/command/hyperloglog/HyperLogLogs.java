package io.peergrid.command.hyperloglog;

import io.peergrid.command.Execution;
import io.peergrid.command.StringValues;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import org.jspecify.annotations.Nullable;

/** HyperLogLogs under keys. */
final class HyperLogLogs {
    private HyperLogLogs() {}

    /** Null if the key is absent. */
    static @Nullable Sketch find(Execution execution, Key key) {
        ByteSlice present = execution.string(key);
        return present == null ? null : Sketch.of(StringValues.plain(present));
    }
}
