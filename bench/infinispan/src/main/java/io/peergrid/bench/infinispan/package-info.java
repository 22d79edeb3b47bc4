/** Infinispan as a contestant. */
@NullMarked
package io.peergrid.bench.infinispan;

import org.jspecify.annotations.NullMarked;
