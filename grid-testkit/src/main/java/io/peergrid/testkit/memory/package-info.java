/** Whole members of one JVM over a network in memory, for users' own fast failover tests. */
@NullMarked
package io.peergrid.testkit.memory;

import org.jspecify.annotations.NullMarked;
