/** Steady, recorded traffic for tests that break things, and what must hold of it afterwards. */
@NullMarked
package io.peergrid.testkit.workload;

import org.jspecify.annotations.NullMarked;
