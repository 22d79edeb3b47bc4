package io.peergrid.map;

import io.peergrid.Explanation;

/** Tells where a slot lives, by this member's present table; asks nobody. */
@FunctionalInterface
public interface Explainer {
    /** @param key as people know it */
    Explanation explain(String key, int slot);
}
