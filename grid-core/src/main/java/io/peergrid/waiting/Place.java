package io.peergrid.waiting;

import io.peergrid.store.Key;

/**
 * What is waited for: elements of a collection of a type.
 *
 * @param type a {@link io.peergrid.store.ValueTag}
 */
record Place(byte type, Key key) {}
