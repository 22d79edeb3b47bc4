package io.peergrid;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all structures under one key have in common. A structure is one key in one slot; handles are cheap, thread-safe and need no closing. Blocking methods end
 * as those of {@link GridMap} do, with their result or one of the exceptions of this package. A structure is made by the first write to it and is gone with its last element.
 */
public interface GridStructure {

    /** The key. */
    String name();

    /** The same with methods that return at once. */
    AsyncGridStructure async();

    /** Whether the key is there. */
    boolean exists();

    /** Removes the key; true if it was there. */
    boolean delete();

    /** Lets the key expire after this time, at least a millisecond; false if absent. */
    boolean expire(Duration timeToLive);

    /** Takes the time to live away; true if there was one. */
    boolean persist();

    /** The time until the key expires; null if it is absent or never expires. */
    @Nullable
    Duration timeToLive();
}
