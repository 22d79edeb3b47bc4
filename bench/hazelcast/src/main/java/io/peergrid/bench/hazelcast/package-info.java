/** Hazelcast as a contestant. */
@NullMarked
package io.peergrid.bench.hazelcast;

import org.jspecify.annotations.NullMarked;
