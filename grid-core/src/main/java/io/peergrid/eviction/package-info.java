/** Which entries are evicted when there is no room for all. See {@code docs/protocols/eviction.md}. */
@NullMarked
package io.peergrid.eviction;

import org.jspecify.annotations.NullMarked;
