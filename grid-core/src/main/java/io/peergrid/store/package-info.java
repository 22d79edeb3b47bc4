/** What a slot holds: packed entries, expiry and eviction. */
@NullMarked
package io.peergrid.store;

import org.jspecify.annotations.NullMarked;
