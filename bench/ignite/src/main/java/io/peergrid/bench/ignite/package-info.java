/** Ignite 2 as a contestant. */
@NullMarked
package io.peergrid.bench.ignite;

import org.jspecify.annotations.NullMarked;
