/** Redis Cluster as a contestant, with two clients. */
@NullMarked
package io.peergrid.bench.redis;

import org.jspecify.annotations.NullMarked;
