/** Copies of others' entries that a member reads, never older than a bound (docs/protocols/near-copies.md). */
@NullMarked
package io.peergrid.near;

import org.jspecify.annotations.NullMarked;
