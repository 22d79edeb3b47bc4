package io.peergrid.eviction;

import io.peergrid.store.Key;

/**
 * An entry that has to go.
 *
 * @param group that it is of
 * @param key with an array of its own
 * @param version of the entry that was chosen; another one stays
 */
public record Victim(int group, int slot, Key key, long version) {}
